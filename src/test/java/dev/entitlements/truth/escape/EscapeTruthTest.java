package dev.entitlements.truth.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.truth.Tally;
import dev.entitlements.truth.runtime.OciRuntime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not work does not, for the reason we give; and works with the entitlement that we name. */
@Tag("truth")
class EscapeTruthTest {
    private static final String WHAT = "escapes";

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void everyAttemptIsStoppedForTheReasonThatIsGiven(String name) {
        Attempts attempts = new Attempts(OciRuntime.named(WHAT, name), WHAT);
        long start = System.nanoTime();
        List<String> wrong = new ArrayList<>();
        int stopped = 0;

        for (Escape escape : Escapes.LIST) {
            String answer = attempts.asDecided(escape.below(), escape.attempt());
            stopped += answer.equals(escape.stopped()) ? 1 : 0;
            expect(wrong, escape + " as decided", answer, escape.stopped());
            checkReason(escape, attempts, wrong);
            checkWay(escape, attempts, wrong);
        }

        Tally.RUN.escapes(Escapes.LIST.size(), stopped);
        Tally.RUN.seconds(WHAT + " on " + name, (System.nanoTime() - start) / 1e9);
        assertThat(wrong).isEmpty();
        assertThat(attempts.all())
                .as("every attempt of the program is in the list")
                .allMatch(attempt -> Escapes.LIST.stream()
                        .anyMatch(escape -> escape.attempt().equals(attempt)));
    }

    /** It is stopped by what we say stops it: where that is taken away, something else becomes of it. */
    private static void checkReason(Escape escape, Attempts attempts, List<String> wrong) {
        String capable = attempts.withEveryCapability(escape.below(), escape.attempt());
        String free = attempts.withoutProfile(escape.attempt());
        switch (escape.layer()) {
            case SECCOMP -> {
                expect(wrong, escape + " with every capability", capable, escape.stopped());
                expectNot(wrong, escape + " without a profile", free, escape.stopped());
            }
            case CAPABILITY -> expectNot(wrong, escape + " with every capability", capable, escape.stopped());
            case DEVICES -> expect(wrong, escape + " without a profile", free, escape.stopped());
        }
    }

    /** The entitlement that we name lets it through. */
    private static void checkWay(Escape escape, Attempts attempts, List<String> wrong) {
        if (escape.with().isEmpty()) {
            return;
        }
        String expected =
                escape.then().equals(Escape.LATER) ? attempts.withoutProfile(escape.attempt()) : escape.then();
        String what = escape.attempt() + " with " + escape.with();
        expect(wrong, what, attempts.asDecided(escape.with(), escape.attempt()), expected);
        expectNot(wrong, what, expected, escape.stopped());
    }

    private static void expect(List<String> wrong, String what, String answer, String expected) {
        if (!answer.equals(expected)) {
            wrong.add(what + ": must be " + expected + ", is " + answer);
        }
    }

    private static void expectNot(List<String> wrong, String what, String answer, String unexpected) {
        if (answer.equals(unexpected)) {
            wrong.add(what + ": must not be " + unexpected);
        }
    }
}
