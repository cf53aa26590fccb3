package dev.entitlements.shell.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.IssueText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds every problem in a rulebook. */
@Command(
        name = "lint",
        description = "Find every problem in a rulebook's YAML, each with its line and what to do.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  entitlements lint",
            "  entitlements lint profiles --policies profiles/policies/examples",
            "  entitlements lint -o json",
            "",
            "Exit codes: 0 no errors (warnings are not errors), 3 errors."
        })
final class LintCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The rulebook: `catalogue/` and `policies/` in it; the same as --profiles.")
    private @Nullable Path profiles;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text or json (default: text).")
    private TextOrJson format = TextOrJson.TEXT;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    LintCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RulebookFolders folders = profiles == null ? common.folders(terminal) : common.folders(profiles, terminal);
        RulebookFolders.Reading reading = folders.read(terminal);
        Paint paint = common.paint(terminal);
        switch (format) {
            case TEXT ->
                reading.issues().forEach(issue -> terminal.out()
                        .print(paint == Paint.ANSI ? IssueText.coloured(issue) : IssueText.plain(issue)));
            case JSON -> terminal.out().print(PrettyJson.of(json(reading)));
        }
        long errors = reading.count(Issue.Severity.ERROR);
        terminal.err()
                .println(Count.of(errors, "error") + ", " + Count.of(reading.count(Issue.Severity.WARNING), "warning"));
        return errors == 0 ? ExitCode.CLEAN : ExitCode.BAD_INPUT;
    }

    private static ObjectNode json(RulebookFolders.Reading reading) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("errors", reading.count(Issue.Severity.ERROR));
        report.put("warnings", reading.count(Issue.Severity.WARNING));
        ArrayNode issues = report.putArray("issues");
        for (Issue issue : reading.issues()) {
            issues.addObject()
                    .put("file", issue.place().file())
                    .put("line", issue.place().line())
                    .put("column", issue.place().column())
                    .put("severity", issue.severity().word())
                    .put("message", issue.message())
                    .put("help", issue.help());
        }
        return report;
    }
}
