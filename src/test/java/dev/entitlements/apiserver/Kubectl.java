package dev.entitlements.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real kubectl.
 *
 * @param program its path
 * @param kubeconfig whom it acts for
 */
record Kubectl(String program, String kubeconfig) {
    /**
     * What it said.
     *
     * @param exit its exit code
     * @param out standard output
     * @param err standard error
     */
    record Said(int exit, String out, String err) {
        /** What it said, where it succeeded; fails otherwise. */
        String good() {
            if (exit != 0) {
                throw new AssertionError("ended with " + exit + ": " + err + out);
            }
            return out;
        }
    }

    Said run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program, "--kubeconfig", kubeconfig));
        command.addAll(List.of(arguments));
        return run(command, environment());
    }

    /** Commands of a page for people, as their shell would run them. */
    Said script(String commands) {
        String kubectl = "kubectl() { '" + program + "' --kubeconfig '" + kubeconfig + "' \"$@\"; }\n";
        return run(List.of("bash", "-euc", kubectl + commands), environment());
    }

    private Map<String, String> environment() {
        return Map.of("KUBECACHEDIR", kubeconfig + ".cache");
    }

    /** What a command says that is run with some more environment. */
    static Said run(List<String> command, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("command", ".out");
            Path err = Files.createTempFile("command", ".err");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
                builder.environment().putAll(environment);
                int exit = builder.start().waitFor();
                return new Said(exit, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
