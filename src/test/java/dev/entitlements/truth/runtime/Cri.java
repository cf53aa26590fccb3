package dev.entitlements.truth.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.truth.Needs;
import dev.entitlements.truth.SetupCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The kubelet's interface to a runtime, spoken by crictl. */
final class Cri {
    private static final int SECONDS = 120;
    private static final String POD = "truth";

    private final Path crictl;
    private final Path folder;
    private final CriConfig config;

    /** Made for the first container: a pod costs as much as what runs in it. */
    private @Nullable String pod;

    Cri(Path crictl, Path folder, String image) {
        this.crictl = crictl;
        this.folder = folder;
        this.config = new CriConfig(image, folder.resolve("logs"));
    }

    /** Where crictl is, or the test's end. */
    static Path program(String what) {
        Path built = SetupCache.folder("bin").resolve("crictl");
        if (!Files.isExecutable(built)) {
            Needs.missing(what, "needs `crictl`: run .ci/setup-truth");
        }
        return built;
    }

    /** Whether somebody answers at the socket. */
    boolean isUp() {
        return Files.exists(folder.resolve("socket")) && call("version").exitCode() == 0;
    }

    /** Runs a container to its end, in the pod that all of them share. What cannot be made or started has 128 as its exit code. */
    Answer run(String name, ContainerSpec spec) {
        String containerFile = file(name + ".json", config.container(name, spec, empty(name)));
        String podFile = file("pod.json", config.pod(POD));
        if (pod == null) {
            pod = said("runp", podFile);
        }
        Answer made = call("create", "--no-pull", pod, containerFile, podFile);
        if (made.exitCode() != 0) {
            return new Answer(128, "", made.errors());
        }
        String container = made.output().trim();
        try {
            Answer started = call("start", container);
            return started.exitCode() == 0 ? await(container, name) : new Answer(128, "", started.errors());
        } finally {
            said("rm", "--force", container);
        }
    }

    /** Ends every pod that there is, with all that belongs to it. */
    void removeAll() {
        pod = null;
        said("rmp", "--all", "--force");
    }

    private Answer await(String container, String name) {
        ContainerLog log = new ContainerLog(folder.resolve("logs").resolve(name + ".log"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            while (System.nanoTime() < end) {
                JsonNode status = Json.MAPPER
                        .readTree(said("inspect", "--output", "json", container))
                        .path("status");
                if (status.path("state").asText().equals("CONTAINER_EXITED")) {
                    return new Answer(status.path("exitCode").asInt(), log.of("stdout"), log.of("stderr"));
                }
                Thread.sleep(100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what crictl says", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("a container still runs: " + log.of("stderr"));
    }

    /** What a kubelet makes for a volume of type emptyDir. */
    private Path empty(String name) {
        try {
            Path empty = Files.createDirectories(folder.resolve("volumes").resolve(name));
            return Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String name, JsonNode content) {
        try {
            return Files.writeString(folder.resolve(name), content.toString()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said(String... words) {
        Answer answer = call(words);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("crictl " + words[0] + ": " + answer.errors());
        }
        return answer.output().trim();
    }

    private Answer call(String... words) {
        String socket = "unix://" + folder.resolve("socket");
        List<String> command = new ArrayList<>(List.of(
                crictl.toString(),
                "--config",
                "/dev/null",
                "--runtime-endpoint",
                socket,
                "--image-endpoint",
                socket,
                "--timeout",
                "60s"));
        command.addAll(List.of(words));
        return Command.run(folder, command);
    }
}
