package dev.entitlements.codec.record;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.record.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads logs of system calls line by line, and keeps no more of them than the different calls.
 *
 * <p>Not for several threads. Each line is looked at by itself, so logs of several kinds may follow each other.
 */
public final class LogReader {
    /** The most problems that are kept; more of them say nothing new. */
    private static final int MAX_ISSUES = 20;

    /** The most calls that can be waiting for their end, one for each process. */
    private static final int MAX_PENDING = 100_000;

    private static final Pattern MODE = Pattern.compile("\\[ Process PID=(\\d{1,10}) runs in (\\w+) (?:bit )?mode. ]");

    private final Filter filter;
    private final CallReader calls;
    private final Processor own;
    private final Tape tape = new Tape();
    private final List<Issue> issues = new ArrayList<>();
    private final Map<String, Waiting> pending = new HashMap<>();
    private final Map<String, Processor> modes = new HashMap<>();
    private SummaryTable table = new SummaryTable();
    private String file = "";
    private long line;
    private long lines;
    private long counted;
    private long leftOut;
    private long others;
    private Issue.Place firstOther = Issue.Place.ofFile("");

    /** A call whose end is in a later line. */
    private record Waiting(StraceLine begun, long line) {}

    /**
     * A reader that has read nothing.
     *
     * @param filter whose calls count
     * @param decisive the arguments that decide about a call, by its name
     * @param architecture what the programs ran on, where a log does not say it
     */
    public LogReader(Filter filter, Map<String, SortedSet<Integer>> decisive, Architecture architecture) {
        this.filter = filter;
        this.calls = new CallReader(decisive);
        this.own = Processor.of(architecture);
    }

    /** Says which file the next lines are of. */
    public void open(String name) {
        endPending();
        table = new SummaryTable();
        modes.clear();
        file = name;
        line = 0;
    }

    /** Reads the next line. */
    public void read(String text) {
        line++;
        lines++;
        if (text.isBlank()) {
            return;
        }
        Optional<AuditLine> audit = AuditLine.read(text);
        if (audit.isPresent()) {
            audited(audit.get(), text);
            return;
        }
        Optional<StraceLine> strace = StraceLine.read(text);
        if (strace.isPresent()) {
            printed(strace.get());
            return;
        }
        Optional<String> row = table.row(text);
        if (row.isPresent()) {
            row.filter(name -> !name.isEmpty()).ifPresent(this::summed);
            return;
        }
        if (others++ == 0) {
            firstOther = place(text, 1);
        }
    }

    /** What all lines came to. */
    public Reading end() {
        endPending();
        return new Reading(tape.recording(), lines, counted, leftOut, others, firstOther, issues);
    }

    private void audited(AuditLine record, String text) {
        if (record.kind() == AuditLine.Kind.OTHER) {
            return;
        }
        Optional<AuditLine.Field> arch = record.field("arch");
        Optional<AuditLine.Field> syscall = record.field("syscall");
        Optional<Processor> processor = arch.flatMap(field -> Processor.of(field.value()));
        if (arch.isEmpty() || syscall.isEmpty()) {
            bad(
                    text,
                    1,
                    "the audit record has no `" + (arch.isEmpty() ? "arch" : "syscall") + "`",
                    "see whether the line is whole");
        } else if (processor.isEmpty()) {
            bad(
                    text,
                    arch.get().column(),
                    "no architecture is known by `" + Issue.brief(arch.get().value()) + "`",
                    "profiles are made for amd64, arm64, ppc64le, riscv64 and s390x");
        } else if (filter.takes(
                record.program(),
                record.field("pid").map(AuditLine.Field::value).orElse(""))) {
            counted(AuditedCall.read(record, processor.get(), calls), syscall.get(), text);
        } else {
            leftOut++;
        }
    }

    private void counted(Optional<AuditedCall> read, AuditLine.Field syscall, String text) {
        if (read.isEmpty()) {
            bad(
                    text,
                    syscall.column(),
                    "`" + Issue.brief(syscall.value()) + "` is neither number nor name of a system call",
                    "see whether the line is whole");
            return;
        }
        counted++;
        withFallback(read.get().call(), read.get().outcome());
    }

    /** A call whose flags the log does not show, and what a library calls instead where it is answered as unknown. */
    private void withFallback(Call call, Outcome outcome) {
        keep(call, outcome, "", line);
        if (call.syscall().equals("clone3") && outcome != Outcome.REFUSED) {
            keep(new Call("clone", new TreeMap<>(), call.architecture(), call.mode()), outcome, "", line);
        }
    }

    private void printed(StraceLine shown) {
        switch (shown.kind()) {
            case NOTE -> note(shown.name());
            case CALL -> ended(shown, line);
            case UNFINISHED -> {
                Waiting before = pending.size() < MAX_PENDING
                        ? pending.put(shown.pid(), new Waiting(shown, line))
                        : new Waiting(shown, line);
                if (before != null) {
                    ended(before.begun(), before.line());
                }
            }
            case RESUMED -> {
                Waiting begun = pending.remove(shown.pid());
                if (begun == null || !begun.begun().name().equals(shown.name())) {
                    // its arguments were in a line that is not here
                    ended(new StraceLine(shown.pid(), shown.kind(), shown.name(), "", shown.outcome()), line);
                } else {
                    StraceLine first = begun.begun();
                    ended(
                            new StraceLine(
                                    first.pid(),
                                    first.kind(),
                                    first.name(),
                                    first.arguments() + shown.arguments(),
                                    shown.outcome()),
                            begun.line());
                }
            }
        }
    }

    private void note(String text) {
        Matcher mode = MODE.matcher(text);
        if (mode.lookingAt()) {
            modes.put(mode.group(1), mode.group(2).equals("32") && own == Processor.AMD64 ? Processor.I386 : own);
        }
    }

    private void ended(StraceLine shown, long begun) {
        if (!filter.takes("", shown.pid())) {
            leftOut++;
            return;
        }
        Processor processor = modes.getOrDefault(shown.pid(), own);
        counted++;
        keep(calls.printed(shown, processor), shown.outcome(), shown.arguments(), begun);
        if (shown.name().equals("clone3") && shown.outcome() != Outcome.REFUSED) {
            keep(calls.insteadOfClone3(shown, processor), shown.outcome(), "", begun);
        }
    }

    private void endPending() {
        pending.values().forEach(waiting -> ended(waiting.begun(), waiting.line()));
        pending.clear();
    }

    private void summed(String name) {
        if (filter.takes("", "")) {
            counted++;
            withFallback(Call.named(name, own.architecture()), Outcome.UNKNOWN);
        } else {
            leftOut++;
        }
    }

    private void keep(Call call, Outcome outcome, String printed, long begun) {
        if (!tape.add(new Observation(call, outcome, printed, begun), file)) {
            bad(
                    "",
                    1,
                    "the log shows more than " + Tape.MAX_CALLS + " different calls",
                    "name one workload with `--comm` or `--pid`");
        }
    }

    private void bad(String text, int column, String message, String help) {
        if (issues.size() < MAX_ISSUES) {
            issues.add(Issue.error(place(text, column), message, help));
        }
    }

    private Issue.Place place(String text, int column) {
        return new Issue.Place(file, (int) Math.min(line, Integer.MAX_VALUE), column, text);
    }
}
