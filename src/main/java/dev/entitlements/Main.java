package dev.entitlements;

import dev.entitlements.shell.cli.CommandLineDoor;
import dev.entitlements.shell.config.ServeCommand;
import dev.entitlements.shell.limit.ManagementConnections;
import dev.entitlements.shell.warm.HeadStart;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import picocli.CommandLine;

/** The door of the program: a server, or one command in a terminal. */
@QuarkusMain
public final class Main {
    private static final String SERVE = "serve";

    Main() {}

    /** Serves where no command is named; every other command starts no server. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        if (args.length == 0 || args[0].equals(SERVE)) {
            ManagementConnections.watch();
            List<String> options = List.of(args).subList(Math.min(1, args.length), args.length);
            return ServeCommand.plain(options, HeadStart::begin)
                    .map(ServeCommand::call)
                    .orElseGet(() -> new CommandLine(new ServeCommand(HeadStart::begin))
                            .execute(options.toArray(String[]::new)));
        }
        return CommandLineDoor.run(args);
    }
}
