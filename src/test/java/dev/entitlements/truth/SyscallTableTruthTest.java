package dev.entitlements.truth;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.bundle.BundledProfile;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.truth.model.Abi;
import dev.entitlements.truth.model.Call;
import dev.entitlements.truth.model.Calls;
import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.model.SyscallNumbers;
import dev.entitlements.truth.model.TruthModel;
import dev.entitlements.truth.model.Verdict;
import dev.entitlements.truth.runtime.ContainerRuntime;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Machine;
import dev.entitlements.truth.runtime.OciRuntime;
import dev.entitlements.truth.runtime.Rootfs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every system call below every profile: what runc's and crun's containers are answered is what the grants say. */
@Tag("truth")
class SyscallTableTruthTest {
    private static final String WHAT = "system calls";
    private static final List<Call> CALLS = Stream.of(Abi.AMD64, Abi.X32, Abi.I386)
            .flatMap(abi -> Calls.all(abi, CATALOGUE).stream())
            .toList();

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void everyProfileAnswersEveryCallAsItsGrantsSay(String name) {
        holdsOn(OciRuntime.named(WHAT, name), LibseccompFacts.of(WHAT, name));
    }

    /** Tries the whole table on this runtime. */
    static void holdsOn(ContainerRuntime runtime, RuntimeFacts facts) {
        Prober prober = new Prober(runtime, CALLS);
        ContainerSpec plain = ContainerSpec.of(Rootfs.of(WHAT)).withCapabilities(Machine.capabilities());
        long start = System.nanoTime();
        List<String> unfiltered = prober.answers(plain);
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (Map.Entry<String, BundledProfile<SeccompModel>> entry :
                TruthBundle.BUNDLE.seccomp().entrySet()) {
            Path file = TruthBundle.file(entry.getKey());
            List<String> answers = prober.answers(plain.withSeccomp(file));
            TruthModel model =
                    TruthModel.of(CATALOGUE, entry.getValue().entitlements().get(0), Architecture.AMD64);
            for (int i = 0; i < CALLS.size(); i++) {
                Verdict expected = isNeverFiltered(CALLS.get(i)) ? Verdict.ALLOWED : model.verdict(CALLS.get(i), facts);
                if (!agrees(answers.get(i), expected, unfiltered.get(i))) {
                    wrong.add(entry.getValue().entitlements().get(0) + ": " + CALLS.get(i) + " must be " + expected
                            + ", is " + answers.get(i) + ", unfiltered " + unfiltered.get(i));
                }
            }
            rows += CALLS.size();
            Tally.RUN.profile(entry.getKey());
        }
        Tally.RUN.rows(runtime.name(), rows, wrong.size());
        Tally.RUN.seconds(WHAT + " on " + runtime.name(), (System.nanoTime() - start) / 1e9);

        // with every capability nothing but a filter refuses: so an EPERM below is the filter's
        assertThat(refused(unfiltered)).isEmpty();
        assertThat(wrong).isEmpty();
    }

    /** The kernel calls these itself, from code it put into the process, and asks no filter about them. */
    private static boolean isNeverFiltered(Call call) {
        String name = SyscallNumbers.name(call.abi(), call.number()).orElse("");
        return call.abi() == Abi.AMD64 && (name.equals("uretprobe") || name.equals("uprobe"));
    }

    private static List<Call> refused(List<String> answers) {
        return IntStream.range(0, CALLS.size())
                .filter(i -> Set.of("EPERM", "SIGSYS").contains(answers.get(i)))
                .mapToObj(CALLS::get)
                .toList();
    }

    private static boolean agrees(String answer, Verdict expected, String unfiltered) {
        return switch (expected) {
            case ALLOWED -> answer.equals(unfiltered);
            case EPERM -> answer.equals("EPERM");
            case ENOSYS -> answer.equals("ENOSYS");
            case KILLED -> answer.equals("SIGSYS");
        };
    }
}
