package dev.entitlements.shell.cli;

import dev.entitlements.codec.record.Filter;
import dev.entitlements.codec.record.LearnedReport;
import dev.entitlements.codec.record.LearnedText;
import dev.entitlements.codec.record.LogReader;
import dev.entitlements.codec.record.Reading;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.codec.report.YamlText;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.record.Learned;
import dev.entitlements.core.record.Learning;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which entitlements a recorded workload needs. */
@Command(
        name = "record",
        description =
                "Say the least entitlements whose seccomp profile covers the system calls of a recorded workload.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  strace -f -o web.strace PROGRAM",
            "  entitlements record web.strace",
            "  entitlements record web.strace -o yaml",
            "  grep type=SECCOMP /var/log/audit/audit.log | entitlements record - --comm web -o json",
            "",
            "It reads what strace prints (also -c), and the audit records SECCOMP (of SCMP_ACT_LOG) and SYSCALL as auditd,",
            "the kernel log or `ausearch -i` show them. A log of calls shows no capabilities, users, files or host fields.",
            "Exit codes: 0 covered, 2 no entitlement covers some call, 3 the log cannot be read or shows no call."
        })
final class RecordCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE|-", description = "Logs, or - for standard input.")
    private List<String> sources = List.of();

    @Option(
            names = "--comm",
            paramLabel = "NAME",
            split = ",",
            description = "Only the programs of these names; strace's logs do not show them.")
    private Set<String> programs = Set.of();

    @Option(names = "--pid", paramLabel = "NUMBER", split = ",", description = "Only these processes.")
    private Set<String> processes = Set.of();

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            description = "What the workload ran on where the log does not say it: amd64, arm64, ppc64le, riscv64 or"
                    + " s390x (default: amd64).")
    private Architecture architecture = Architecture.AMD64;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, json, or yaml: the annotation for a pod (default: text).")
    private Format format = Format.TEXT;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    /** The forms of the answer. */
    enum Format {
        TEXT,
        JSON,
        YAML
    }

    RecordCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Paint paint = common.paint(terminal);
        Optional<Rulebook> rulebook = common.folders(terminal).load(terminal, paint);
        if (rulebook.isEmpty()) {
            return ExitCode.BAD_INPUT;
        }
        Learning learning = new Learning(rulebook.get().catalogue());
        LogReader reader = new LogReader(new Filter(programs, processes), learning.decisiveArguments(), architecture);
        boolean isWhole = new LogFiles(terminal, paint).read(sources, reader);
        Reading reading = reader.end();
        reading.issues().forEach(issue -> terminal.issue(issue, paint));
        if (reading.calls() == 0) {
            return nothing(reading);
        }
        Learned learned = learning.learn(reading.recording());
        terminal.out()
                .print(
                        switch (format) {
                            case TEXT -> LearnedText.of(learned, paint);
                            case JSON ->
                                PrettyJson.of(
                                        LearnedReport.of(learned, rulebook.get().revision()));
                            case YAML -> YamlText.of(LearnedReport.pod(learned));
                        });
        summary(reading);
        if (!isWhole || !reading.issues().isEmpty()) {
            return ExitCode.BAD_INPUT;
        }
        return learned.uncovered().isEmpty() ? ExitCode.CLEAN : ExitCode.REFUSED;
    }

    private int nothing(Reading reading) {
        terminal.error(
                reading.leftOut() > 0
                        ? "none of the " + Count.of(reading.leftOut(), "call")
                                + " in the log is of the programs asked for"
                        : "the log shows no system call",
                reading.leftOut() > 0
                        ? "ask without `--comm` and `--pid`, or for others"
                        : "record with `strace -f -o FILE PROGRAM`, or take audit records of type SECCOMP or SYSCALL");
        return ExitCode.BAD_INPUT;
    }

    private void summary(Reading reading) {
        if (reading.others() > 0) {
            terminal.err()
                    .println("warning: " + Count.of(reading.others(), "line") + " of the log show no call, first "
                            + reading.firstOther());
        }
        terminal.err()
                .println(Count.of(reading.calls(), "call") + " in " + Count.of(reading.lines(), "line")
                        + (reading.leftOut() == 0
                                ? ""
                                : "; " + Count.of(reading.leftOut(), "other call") + " left out"));
    }
}
