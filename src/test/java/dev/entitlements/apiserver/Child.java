package dev.entitlements.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that a test started, with a log of its own; it ends with the test. */
public final class Child implements AutoCloseable {
    private static final int TAIL = 25;

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * What is to be started.
     *
     * @param command program and arguments
     * @param environment what the process sees besides our own environment
     * @param log where it writes
     */
    public record Launch(List<String> command, Map<String, String> environment, Path log) {}

    /** Starts it. */
    public static Child start(Launch launch) {
        try {
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(launch.command())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("KUBE") || name.startsWith("ENTITLEMENTS_"));
            builder.environment().putAll(launch.environment());
            return new Child(builder.start(), launch.log());
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    /** Its number. */
    public long pid() {
        return process.pid();
    }

    /** Waits until it is ready, and says what it logged where it never is. */
    public Child await(Duration patience, BooleanSupplier ready) {
        long end = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String what = process.isAlive() ? "not ready after " + patience : "ended with " + process.exitValue();
                close();
                throw new IllegalStateException(log + ": " + what + ":\n" + tail());
            }
            Waiting.aMoment();
        }
        return this;
    }

    /** Ends it at once, as the kernel does where memory is short. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it from running, or lets it run again, as {@code STOP} and {@code CONT} do. */
    void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The last lines of its log. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ends it as a kubelet does: asks, and kills what does not listen. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
