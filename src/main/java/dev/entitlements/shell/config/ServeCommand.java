package dev.entitlements.shell.config;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that starts the server; its options are knobs under other names. */
@Command(
        name = "serve",
        description = "Serve the admission webhook and the dry-run API over HTTPS on port 8443, health and metrics on"
                + " port 9000. This is what happens when no command is given.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  serve",
            "  serve --policies profiles/policies/examples",
            "  serve --profiles /etc/entitlements/profiles"
        },
        exitCodeOnInvalidInput = 3)
public final class ServeCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // the parser looks at the option and never gives its value to anybody
    private boolean help;

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description = "Directory with catalogue/ and policies/ (default: profiles).")
    private @Nullable String profiles;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Directory with the policies (default: policies below the profiles).")
    private @Nullable String policies;

    private final Runnable ahead;

    /** With what is to run while the server starts, once its options are known. */
    public ServeCommand(Runnable ahead) {
        this.ahead = ahead;
    }

    /**
     * The command where these words are nothing but its options with their values. Everything else is for the parser of
     * command lines to understand or refuse, which takes longer than reading a rulebook.
     */
    public static Optional<ServeCommand> plain(List<String> words, Runnable ahead) {
        ServeCommand command = new ServeCommand(ahead);
        for (int at = 0; at < words.size(); at += 2) {
            String value = at + 1 < words.size() ? words.get(at + 1) : "-";
            boolean isValue = !value.startsWith("-");
            if (isValue && words.get(at).equals("--profiles")) {
                command.profiles = value;
            } else if (isValue && words.get(at).equals("--policies")) {
                command.policies = value;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(command);
    }

    @Override
    public Integer call() {
        set("entitlements.profiles.dir", profiles);
        set("entitlements.policies.dir", policies);
        ahead.run();
        Quarkus.run();
        return 0;
    }

    private static void set(String knob, @Nullable String value) {
        if (value != null) {
            System.setProperty(knob, value);
        }
    }
}
