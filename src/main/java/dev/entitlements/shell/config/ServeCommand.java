package dev.entitlements.shell.config;

import io.quarkus.runtime.Quarkus;
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

    @Override
    public Integer call() {
        set("entitlements.profiles.dir", profiles);
        set("entitlements.policies.dir", policies);
        Quarkus.run();
        return 0;
    }

    private static void set(String knob, @Nullable String value) {
        if (value != null) {
            System.setProperty(knob, value);
        }
    }
}
