package dev.entitlements.truth;

import dev.entitlements.truth.model.Call;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.ContainerRuntime;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Has a container make system calls, all of them in one container. */
public final class Prober {
    private final ContainerRuntime runtime;
    private final List<Call> calls;

    /** For these calls in containers of this runtime. */
    public Prober(ContainerRuntime runtime, List<Call> calls) {
        this.runtime = runtime;
        this.calls = List.copyOf(calls);
    }

    /** What the kernel answered to each call in turn, in the prober's words; the container's arguments do not matter. */
    public List<String> answers(ContainerSpec spec) {
        return answers(runtime, spec, calls.stream().map(Prober::row).toList());
    }

    /** The same for rows in the prober's own words. */
    public static List<String> answers(ContainerRuntime runtime, ContainerSpec spec, List<String> rows) {
        Answer answer = runtime.run(new ContainerSpec(
                        spec.rootfs(),
                        List.of("/bin/prober", "/rows/calls"),
                        spec.user(),
                        spec.capabilities(),
                        spec.seccomp(),
                        spec.appArmor(),
                        spec.escalation(),
                        spec.mounts(),
                        spec.env())
                .withMount(Mount.readOnly(write(runtime, rows), "/rows")));
        List<String> lines = answer.lines();
        if (answer.exitCode() != 0 || lines.size() != rows.size()) {
            throw new IllegalStateException(runtime.name() + ": the prober ended with " + answer.exitCode() + " after "
                    + lines.size() + " of " + rows.size() + " rows: " + answer.errors());
        }
        return lines.stream()
                .map(line -> line.substring(line.indexOf('\t') + 1))
                .toList();
    }

    /** Where no other runtime reads. */
    private static Path write(ContainerRuntime runtime, List<String> rows) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "truth", "rows", runtime.name()));
            Files.writeString(folder.resolve("calls"), String.join("\n", rows) + "\n");
            return folder.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the prober's rows", e);
        }
    }

    private static String row(Call call) {
        String arguments = call.arguments().stream().map(Long::toHexString).collect(Collectors.joining(" "));
        return call.abi().name().toLowerCase(Locale.ROOT) + " " + Long.toHexString(call.number()) + " " + arguments;
    }
}
