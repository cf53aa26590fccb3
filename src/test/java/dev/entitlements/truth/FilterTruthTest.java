package dev.entitlements.truth;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.core.bundle.BundledProfile;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.truth.model.Abi;
import dev.entitlements.truth.model.Call;
import dev.entitlements.truth.model.Calls;
import dev.entitlements.truth.model.Filter;
import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.model.TruthModel;
import dev.entitlements.truth.model.Verdict;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.Command;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Libseccomp;
import dev.entitlements.truth.runtime.NativeProgram;
import dev.entitlements.truth.runtime.OciRuntime;
import dev.entitlements.truth.runtime.Rootfs;
import dev.entitlements.truth.runtime.RunningContainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The filters themselves: read back from containers of runc and crun, and, for the architectures that this machine has
 * not, made by libseccomp and evaluated without being run.
 */
@Tag("truth")
class FilterTruthTest {
    private static final String WHAT = "filters";

    @ParameterizedTest
    @ValueSource(strings = {"runc", "crun"})
    void installedFiltersAnswerEveryCallAsTheGrantsSay(String name) {
        OciRuntime runtime = OciRuntime.named(WHAT, name);
        ContainerSpec spec = ContainerSpec.of(Rootfs.of(WHAT), "/bin/prober", "wait");
        Judge judge = new Judge(Architecture.AMD64, LibseccompFacts.of(WHAT, name));
        long start = System.nanoTime();

        judge.all(profile -> {
            try (RunningContainer container = runtime.start(spec.withSeccomp(TruthBundle.file(profile)))) {
                return installed(container.pid());
            }
        });

        Tally.RUN.rows(name, judge.rows, judge.wrong.size());
        Tally.RUN.seconds("filters read back from " + name, (System.nanoTime() - start) / 1e9);
        assertThat(judge.wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AMD64")
    void exportedFiltersAnswerEveryCallAsTheGrantsSay(Architecture architecture) {
        Judge judge = new Judge(architecture, LibseccompFacts.of(WHAT, "libseccomp"));

        judge.all(profile -> Libseccomp.export(WHAT, SeccompJson.tree(TruthBundle.model(profile), architecture)));

        Tally.RUN.evaluated(architecture.word(), judge.rows, judge.wrong.size());
        assertThat(judge.wrong).isEmpty();
    }

    private static String installed(long pid) {
        Path reader = NativeProgram.compiled(WHAT, "filters");
        Answer answer = Command.run(NativeProgram.FOLDER, List.of(reader.toString(), String.valueOf(pid)));
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.lines()).hasSize(1);
        return answer.lines().get(0);
    }

    /** Holds the filters of every profile against the model. */
    private static final class Judge {
        private final RuntimeFacts facts;
        private final Architecture architecture;
        private final List<Call> calls;
        private final List<String> wrong = new ArrayList<>();
        private int rows;

        private Judge(Architecture architecture, RuntimeFacts facts) {
            this.architecture = architecture;
            this.facts = facts;
            this.calls = Stream.concat(
                            Arrays.stream(Abi.values())
                                    .filter(abi -> abi.architecture() == architecture)
                                    .flatMap(abi -> Calls.all(abi, CATALOGUE).stream()),
                            foreign(architecture))
                    .toList();
        }

        /** Calls in the modes of other processors, which no profile may let through. */
        private static Stream<Call> foreign(Architecture architecture) {
            return Arrays.stream(Abi.values())
                    .filter(abi -> abi.architecture() != architecture && !abi.isBigEndian())
                    .filter(abi -> architecture != Architecture.S390X)
                    .flatMap(abi -> Stream.of(0L, 1L, 41L, 102L, 198L).map(number -> Call.harmless(abi, number)));
        }

        private void all(UnaryOperator<String> instructions) {
            for (Map.Entry<String, BundledProfile<SeccompModel>> entry :
                    TruthBundle.BUNDLE.seccomp().entrySet()) {
                List<EntitlementId> granted = entry.getValue().entitlements().get(0);
                Filter filter = Filter.of(instructions.apply(entry.getKey()), Abi.valueOf(architecture.name()));
                TruthModel model = TruthModel.of(CATALOGUE, granted, architecture);
                for (Call call : calls) {
                    Verdict expected = model.verdict(call, facts);
                    Verdict found = filter.verdict(call);
                    if (found != expected) {
                        wrong.add(granted + ": " + call + " must be " + expected + ", is " + found);
                    }
                }
                rows += calls.size();
            }
        }
    }
}
