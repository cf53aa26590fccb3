package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.Paint;
import dev.entitlements.shell.config.ServeCommand;
import dev.entitlements.shell.node.NodeAgentCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The door of the command line: everything but {@code serve}, without a server and without a cluster. */
public final class CommandLineDoor {
    private static final int WIDTH = 110;

    private CommandLineDoor() {}

    /** Runs one command and says how the process is to exit. */
    public static int run(String[] args) {
        // since Java 24 the platform warns of how netty asks for memory, before the first line of a command that talks
        System.setProperty("io.netty.noUnsafe", "true");
        Terminal terminal = Terminal.ofProcess();
        int code = run(args, terminal);
        return terminal.flush() ? code : ExitCode.FAILURE;
    }

    static int run(String[] args, Terminal terminal) {
        CommandLine line = commands(terminal);
        if (args.length == 0) {
            line.usage(terminal.out());
            return ExitCode.CLEAN;
        }
        return line.execute(args);
    }

    private static CommandLine commands(Terminal terminal) {
        CommandLine line = new CommandLine(new EntitlementsCommand())
                .addSubcommand("serve", new ServeCommand(() -> {}))
                .addSubcommand("dry-run", new DryRunCommand(terminal))
                .addSubcommand("explain", new ExplainCommand(terminal))
                .addSubcommand("lint", new LintCommand(terminal))
                .addSubcommand("compile", new CompileCommand(terminal))
                .addSubcommand("record", new RecordCommand(terminal))
                .addSubcommand("scan", new ScanCommand(terminal))
                .addSubcommand("node-agent", new NodeAgentCommand(terminal.out(), terminal.err()))
                .addSubcommand("version", new VersionCommand(terminal))
                .addSubcommand("help", new CommandLine.HelpCommand());
        Ansi ansi = Colour.AUTO.paint(terminal) == Paint.ANSI ? Ansi.ON : Ansi.OFF;
        return line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((problem, words) -> WrongUsage.report(problem, terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    String reason = failure.getMessage() == null ? "" : ": " + failure.getMessage();
                    terminal.error(
                            "`" + command.getCommandName() + "` failed: "
                                    + failure.getClass().getSimpleName()
                                    + reason.lines().findFirst().orElse(""),
                            "this is a fault of the program, not of what it read; please report it");
                    return ExitCode.FAILURE;
                });
    }
}
