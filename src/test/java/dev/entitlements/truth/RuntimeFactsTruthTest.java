package dev.entitlements.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.entitlements.truth.model.Abi;
import dev.entitlements.truth.model.Call;
import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Machine;
import dev.entitlements.truth.runtime.OciRuntime;
import dev.entitlements.truth.runtime.Rootfs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two facts in which runtimes differ are as stated. */
@Tag("truth")
class RuntimeFactsTruthTest {
    private static final String WHAT = "what runtimes know";
    private static final int NUMBERS_BEYOND = 100;

    @ParameterizedTest
    @CsvSource({"runc, ENOSYS", "crun, EPERM"})
    void theNewestKnownCallIsLetThroughAndAllBeyondAreAnsweredAsStated(String name, String beyond) {
        OciRuntime runtime = OciRuntime.named(WHAT, name);
        RuntimeFacts facts = LibseccompFacts.of(WHAT, name);
        Tally.RUN.fact(
                "facts of " + name,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("newest", facts.newest())
                        .put("beyond", facts.beyond().name()));
        List<Call> calls = new ArrayList<>(List.of(Call.harmless(Abi.AMD64, facts.newest())));
        LongStream.rangeClosed(facts.newest() + 1, facts.newest() + NUMBERS_BEYOND)
                .forEach(number -> calls.add(Call.harmless(Abi.AMD64, number)));
        Prober prober = new Prober(runtime, calls);
        ContainerSpec plain = ContainerSpec.of(Rootfs.of(WHAT)).withCapabilities(Machine.capabilities());

        List<String> unfiltered = prober.answers(plain);
        List<String> answers = prober.answers(plain.withSeccomp(TruthBundle.floor()));

        assertThat(facts.beyond().name()).isEqualTo(beyond);
        // the floor lets the newest call through, so the kernel's own answer comes back
        assertThat(answers.get(0)).isEqualTo(unfiltered.get(0));
        assertThat(answers.subList(1, answers.size())).isEqualTo(Collections.nCopies(NUMBERS_BEYOND, beyond));
    }
}
