package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.Paint;
import dev.entitlements.core.bundle.Delivery;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that reads a rulebook. */
final class CommonOptions {
    static final String PROFILES = "entitlements.profiles.dir";
    static final String POLICIES = "entitlements.policies.dir";

    @Option(
            names = "--profiles",
            paramLabel = "DIR",
            description =
                    "The rulebook: `catalogue/` and `policies/` in it (entitlements.profiles.dir; default: profiles).")
    private @Nullable Path profiles;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description =
                    "Where the policies are instead (entitlements.policies.dir; default: `policies/` in the profiles).")
    private @Nullable Path policies;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always or never; auto colours on a terminal unless NO_COLOR is set (default: auto).")
    private Colour colour = Colour.AUTO;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean helpAsked;

    /** The two folders, as far as nothing else was said. */
    RulebookFolders folders(Terminal terminal) {
        Path chosen = profiles;
        if (chosen == null) {
            chosen = Path.of(terminal.setting(PROFILES).orElse("profiles"));
        }
        return folders(chosen, terminal);
    }

    /** The two folders for these profiles. */
    RulebookFolders folders(Path chosenProfiles, Terminal terminal) {
        Path chosen = policies;
        if (chosen == null) {
            chosen = terminal.setting(POLICIES).map(Path::of).orElse(chosenProfiles.resolve("policies"));
        }
        return new RulebookFolders(chosenProfiles.resolve("catalogue"), chosen, Delivery.AGENT);
    }

    Paint paint(Terminal terminal) {
        return colour.paint(terminal);
    }
}
