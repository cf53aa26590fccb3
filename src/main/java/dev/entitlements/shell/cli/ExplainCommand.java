package dev.entitlements.shell.cli;

import dev.entitlements.admit.DryRun;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a name stands for, or where each setting of a pod comes from. */
@Command(
        name = "explain",
        description =
                "Say what a name expands to and who allows it; or, with -f, where every setting of a pod comes from.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  entitlements explain",
            "  entitlements explain network.bind",
            "  entitlements explain host.files.view=/var/log security.debug -o json",
            "  entitlements explain -f pod.yaml --namespace pay",
            "",
            "Exit codes: 0 explained, 2 something in the manifests is refused, 3 unknown name or unreadable manifest."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Names of entitlements, with their arguments; without any, all are listed.")
    private List<String> names = List.of();

    @Mixin
    private final QuestionOptions asked = new QuestionOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text or json (default: text).")
    private TextOrJson format = TextOrJson.TEXT;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!names.isEmpty() && !asked.sources().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "names and `-f FILE` are two questions");
        }
        Paint paint = common.paint(terminal);
        Optional<Rulebook> loaded = common.folders(terminal).load(terminal, paint);
        if (loaded.isEmpty()) {
            return ExitCode.BAD_INPUT;
        }
        if (!asked.sources().isEmpty()) {
            return pods(loaded.get(), paint);
        }
        NameReport report = new NameReport(loaded.get(), terminal, paint);
        return names.isEmpty() ? report.list(format) : report.print(names, format);
    }

    private int pods(Rulebook rulebook, Paint paint) throws IOException {
        DryRun.Question question = asked.question(DryRun.Operation.CREATE, terminal.today());
        Tally tally = new Tally();
        ProvenanceReport report = ProvenanceReport.open(format, terminal.out(), paint, rulebook);
        new Sources(terminal, paint, tally).each(asked.sources(), given -> {
            var answer = DryRun.answer(given.object(), question, rulebook);
            tally.add(answer.verdict());
            report.add(answer);
        });
        report.end();
        terminal.err().println(tally);
        return tally.exitCode();
    }
}
