package dev.entitlements.shell.cli;

import dev.entitlements.admit.DryRun;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what would happen to manifests. */
@Command(
        name = "dry-run",
        description = "Say what the cluster would answer to every pod and workload in the manifests, changing nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  entitlements dry-run -f pod.yaml",
            "  entitlements dry-run -f manifests/ --namespace pay --namespace-labels tier=prod",
            "  kubectl get pods -A -o yaml | entitlements dry-run -f - -o json",
            "  entitlements dry-run -f pod.yaml -o patch",
            "",
            "The answer goes to standard output; unreadable files, progress and the summary go to standard error.",
            "Exit codes: 0 all admitted, 2 something refused, 3 something unreadable."
        })
final class DryRunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Mixin
    private final QuestionOptions asked = new QuestionOptions();

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            description = "create or update: which request is imagined (default: create).")
    private DryRun.Operation operation = DryRun.Operation.CREATE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, json, yaml, or patch: a JSON Patch for each object, one a line (default: text).")
    private ResultStream.Format format = ResultStream.Format.TEXT;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    DryRunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (asked.sources().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no manifest is named: `-f FILE` is needed");
        }
        Paint paint = common.paint(terminal);
        Optional<Rulebook> loaded = common.folders(terminal).load(terminal, paint);
        if (loaded.isEmpty()) {
            return ExitCode.BAD_INPUT;
        }
        Rulebook rulebook = loaded.get();
        DryRun.Question question = asked.question(operation, terminal.today());
        Tally tally = new Tally();
        ResultStream results = format.open(terminal.out(), paint, rulebook.revision());
        new Sources(terminal, paint, tally).each(asked.sources(), given -> {
            ObjectAnswer answer = DryRun.answer(given.object(), question, rulebook);
            tally.add(answer.verdict());
            results.add(given.file(), answer);
        });
        results.end();
        if (tally.isNothing()) {
            terminal.error("the input holds no object", "see whether what wrote it failed");
        }
        terminal.err().println(tally);
        return tally.exitCode();
    }
}
