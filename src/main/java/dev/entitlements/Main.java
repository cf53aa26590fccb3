package dev.entitlements;

import dev.entitlements.shell.cli.CommandLineDoor;
import dev.entitlements.shell.config.ServeCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
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
            String[] options = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
            return new CommandLine(new ServeCommand()).execute(options);
        }
        return CommandLineDoor.run(args);
    }
}
