package dev.entitlements.truth.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A container whose program waits until it is closed. */
public final class RunningContainer implements AutoCloseable {
    private static final int SECONDS = 60;

    private final Path bundle;
    private final Process process;
    private final Runnable delete;

    private RunningContainer(Path bundle, Process process, Runnable delete) {
        this.bundle = bundle;
        this.process = process;
        this.delete = delete;
    }

    static RunningContainer start(Path bundle, List<String> command, Runnable delete) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(bundle.resolve("output").toFile())
                    .redirectError(bundle.resolve("errors").toFile())
                    .start();
            RunningContainer container = new RunningContainer(bundle, process, delete);
            container.awaitReady();
            return container;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a container", e);
        }
    }

    /** The program's process, as the machine numbers it. */
    public long pid() {
        return Long.parseLong(read("pid").trim());
    }

    private void awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!read("output").contains("ready") || !Files.exists(bundle.resolve("pid"))) {
            if (!process.isAlive() || System.nanoTime() > end) {
                String errors = read("errors");
                close();
                throw new IllegalStateException("the container never was ready: " + errors);
            }
            sleep();
        }
    }

    private String read(String file) {
        try {
            return Files.readString(bundle.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a container starts", e);
        }
    }

    /** Ends the program's standard input, for which it waits. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete.run();
        }
    }
}
