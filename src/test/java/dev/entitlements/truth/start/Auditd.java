package dev.entitlements.truth.start;

import dev.entitlements.truth.Needs;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's audit daemon with a log of its own, until it is closed; then the kernel is as it was. */
final class Auditd implements AutoCloseable {
    private static final int SECONDS = 20;
    private static final int BACKLOG = 16_384;

    private final Path folder;
    private final Process daemon;
    private final String enabledBefore;
    private final String backlogBefore;
    private final String lostBefore;

    private Auditd(Path folder, Process daemon, Status before) {
        this.folder = folder;
        this.daemon = daemon;
        this.enabledBefore = before.of("enabled");
        this.backlogBefore = before.of("backlog_limit");
        this.lostBefore = before.of("lost");
    }

    /** What the kernel says of its audit. */
    private record Status(List<String> lines) {
        static Status read(Path folder) {
            return new Status(auditctl(folder, "-s").lines());
        }

        String of(String field) {
            return lines.stream()
                    .filter(line -> line.startsWith(field + " "))
                    .map(line -> line.substring(field.length() + 1).trim())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Starts it; where the kernel has no audit, or another daemon listens, the reason is said. */
    static Auditd start(String what, Path folder) {
        Needs.program(what, "auditd");
        Needs.program(what, "auditctl");
        Status before = Status.read(folder);
        if (!before.of("pid").equals("0") || before.of("enabled").equals("2")) {
            Needs.missing(what, "the kernel's audit is not there, or not free");
        }
        try {
            Files.writeString(folder.resolve("auditd.conf"), """
                    local_events = yes
                    write_logs = yes
                    log_file = %s
                    log_format = RAW
                    flush = INCREMENTAL_ASYNC
                    freq = 50
                    max_log_file = 200
                    max_log_file_action = IGNORE
                    space_left = 10
                    space_left_action = IGNORE
                    admin_space_left = 5
                    admin_space_left_action = IGNORE
                    disk_full_action = IGNORE
                    disk_error_action = IGNORE
                    q_depth = 20000
                    """.formatted(folder.resolve("audit.log")));
            Process daemon = new ProcessBuilder("auditd", "-n", "-s", "nochange", "-c", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("auditd.out").toFile())
                    .start();
            Auditd auditd = new Auditd(folder, daemon, before);
            auditd.await("pid", Long.toString(daemon.pid()));
            auditctl(folder, "-e", "1", "-b", Integer.toString(BACKLOG));
            return auditd;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start auditd", e);
        }
    }

    /** Has every call of this name by a user recorded with its arguments. */
    void watch(String syscall, int user) {
        auditctl(folder, "-a", "always,exit", "-F", "arch=b64", "-F", "uid=" + user, "-S", syscall);
    }

    /** The log, once everything is in it; nothing may be lost. */
    Path log() {
        await("backlog", "0");
        if (!Status.read(folder).of("lost").equals(lostBefore)) {
            throw new IllegalStateException("the kernel lost records");
        }
        stop();
        return folder.resolve("audit.log");
    }

    private void await(String field, String value) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Status.read(folder).of(field).equals(value)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("audit's " + field + " never is " + value);
            }
        }
    }

    private void stop() {
        try {
            daemon.destroy();
            daemon.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        auditctl(folder, "-D");
        auditctl(folder, "-b", backlogBefore, "-e", enabledBefore);
    }

    private static Answer auditctl(Path folder, String... words) {
        List<String> command = new ArrayList<>(List.of("auditctl"));
        command.addAll(List.of(words));
        return Command.run(folder, command);
    }
}
