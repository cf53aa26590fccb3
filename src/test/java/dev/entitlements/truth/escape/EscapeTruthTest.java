package dev.entitlements.truth.escape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.truth.Tally;
import dev.entitlements.truth.decided.DecidedContainer;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Machine;
import dev.entitlements.truth.runtime.Mount;
import dev.entitlements.truth.runtime.NativeProgram;
import dev.entitlements.truth.runtime.OciRuntime;
import dev.entitlements.truth.runtime.Rootfs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not work does not, for the reason we give; and works with the entitlement that we name. */
@Tag("truth")
class EscapeTruthTest {
    private static final String WHAT = "escapes";
    private static final int NOBODY_IN_PARTICULAR = 1000;

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void everyAttemptIsStoppedForTheReasonThatIsGiven(String name) {
        OciRuntime runtime = OciRuntime.named(WHAT, name);
        ContainerSpec plain =
                ContainerSpec.of(Rootfs.of(WHAT), "/rows/escapes").withMount(Mount.readOnly(folder(), "/rows"));
        Map<String, Map<String, String>> decided = new HashMap<>();
        Map<String, Map<String, String>> filtered = new HashMap<>();
        Map<String, String> unfiltered = attempts(runtime, plain.withCapabilities(Machine.capabilities()));
        long start = System.nanoTime();
        List<String> wrong = new ArrayList<>();
        int stopped = 0;

        for (Escape escape : Escapes.LIST) {
            Map<String, String> below =
                    decided.computeIfAbsent(escape.below(), names -> attempts(runtime, decided(plain, names)));
            Map<String, String> everyCapability = filtered.computeIfAbsent(
                    escape.below(),
                    names -> attempts(
                            runtime,
                            decided(plain, names)
                                    .withCapabilities(Machine.capabilities())
                                    .withUser(0)));
            String answer = answer(below, escape);
            stopped += answer.equals(escape.stopped()) ? 1 : 0;
            expect(wrong, escape + " as decided", answer, escape.stopped());
            String free = answer(unfiltered, escape);
            switch (escape.layer()) {
                case SECCOMP -> {
                    expect(wrong, escape + " with every capability", answer(everyCapability, escape), escape.stopped());
                    expectNot(wrong, escape + " without a profile", free, escape.stopped());
                }
                case CAPABILITY ->
                    expectNot(
                            wrong,
                            escape + " with every capability",
                            answer(everyCapability, escape),
                            escape.stopped());
                case DEVICES -> expect(wrong, escape + " without a profile", free, escape.stopped());
            }
            if (!escape.with().isEmpty()) {
                Map<String, String> with =
                        decided.computeIfAbsent(escape.with(), names -> attempts(runtime, decided(plain, names)));
                String expected = escape.then().equals(Escape.LATER) ? free : escape.then();
                expect(wrong, escape.attempt() + " with " + escape.with(), answer(with, escape), expected);
                expectNot(wrong, escape.attempt() + " with " + escape.with(), expected, escape.stopped());
            }
        }

        Tally.RUN.escapes(Escapes.LIST.size(), stopped);
        Tally.RUN.seconds(WHAT + " on " + name, (System.nanoTime() - start) / 1e9);
        assertThat(wrong).isEmpty();
        assertThat(unfiltered.keySet())
                .as("every attempt of the program is in the list")
                .allMatch(attempt -> Escapes.LIST.stream()
                        .anyMatch(escape -> escape.attempt().equals(attempt)));
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

    private static String answer(Map<String, String> answers, Escape escape) {
        return Objects.requireNonNull(answers.get(escape.attempt()), escape.attempt());
    }

    /** A pod that asks for root is one of root's; any other is an ordinary user's. */
    private static ContainerSpec decided(ContainerSpec plain, String names) {
        boolean isRoot = names.matches(".*security\\.(root|view|baseline|admin).*");
        int user = isRoot ? 0 : NOBODY_IN_PARTICULAR;
        return DecidedContainer.of(names, Map.of("runAsUser", user)).applyTo(plain);
    }

    private static Map<String, String> attempts(OciRuntime runtime, ContainerSpec spec) {
        Answer answer = runtime.run(spec);
        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        Map<String, String> answers = new HashMap<>();
        answer.lines().forEach(line -> answers.put(line.split("\t")[0], line.split("\t")[1]));
        return answers;
    }

    private static Path folder() {
        return Objects.requireNonNull(NativeProgram.compiled(WHAT, "escapes").getParent());
    }
}
