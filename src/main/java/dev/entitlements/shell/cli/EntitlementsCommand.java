package dev.entitlements.shell.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The list of commands. */
@Command(
        name = "entitlements",
        synopsisSubcommandLabel = "COMMAND",
        description = "Pods ask for what they need by name; policies say who may; the cluster enforces it.",
        footer = {
            "",
            "Without a command the server starts, as `serve` does.",
            "`entitlements COMMAND --help` shows a command's options and examples; `entitlements` stands for",
            "`java -jar target/quarkus-app/quarkus-run.jar`.",
            "",
            "Exit codes: 0 admitted or clean, 1 failure of the program, 2 something refused, 3 bad input."
        })
final class EntitlementsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean helpAsked;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command");
    }
}
