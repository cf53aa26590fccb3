package dev.entitlements.truth.escape;

import dev.entitlements.truth.decided.DecidedContainer;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Machine;
import dev.entitlements.truth.runtime.Mount;
import dev.entitlements.truth.runtime.NativeProgram;
import dev.entitlements.truth.runtime.OciRuntime;
import dev.entitlements.truth.runtime.Rootfs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the attempts were answered in containers of one runtime; each container runs once. */
final class Attempts {
    private static final int SOMEBODY = 1000;

    private final OciRuntime runtime;
    private final ContainerSpec plain;
    private final Map<String, String> unfiltered;
    private final Map<String, Map<String, String>> decided = new HashMap<>();
    private final Map<String, Map<String, String>> capable = new HashMap<>();

    Attempts(OciRuntime runtime, String what) {
        Path folder =
                Objects.requireNonNull(NativeProgram.compiled(what, "escapes").getParent());
        this.runtime = runtime;
        this.plain = ContainerSpec.of(Rootfs.of(what), "/rows/escapes").withMount(Mount.readOnly(folder, "/rows"));
        this.unfiltered = run(plain.withCapabilities(Machine.capabilities()));
    }

    /** The names of all attempts. */
    Set<String> all() {
        return unfiltered.keySet();
    }

    /** The answer to root with every capability, without a profile. */
    String withoutProfile(String attempt) {
        return answer(unfiltered, attempt);
    }

    /** The answer in the container that a pod gets which asks for these names. */
    String asDecided(String names, String attempt) {
        return answer(decided.computeIfAbsent(names, asked -> run(decide(asked))), attempt);
    }

    /** The answer below the same profile, but to root with every capability. */
    String withEveryCapability(String names, String attempt) {
        return answer(
                capable.computeIfAbsent(
                        names, asked -> run(decide(asked).withUser(0).withCapabilities(Machine.capabilities()))),
                attempt);
    }

    /** A pod that asks for root is one of root's; any other is an ordinary user's. */
    private ContainerSpec decide(String names) {
        boolean isRoot = names.matches(".*security\\.(root|view|baseline|admin).*");
        return DecidedContainer.of(names, isRoot ? 0 : SOMEBODY).applyTo(plain);
    }

    private Map<String, String> run(ContainerSpec spec) {
        Answer answer = runtime.run(spec);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("the attempts ended with " + answer);
        }
        Map<String, String> answers = new HashMap<>();
        answer.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            answers.put(line.substring(0, tab), line.substring(tab + 1));
        });
        return answers;
    }

    private static String answer(Map<String, String> answers, String attempt) {
        return Objects.requireNonNull(answers.get(attempt), () -> "nothing is known of " + attempt);
    }
}
