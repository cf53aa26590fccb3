package dev.entitlements.shell.node;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReader;
import dev.entitlements.codec.rulebook.RulebookReading;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.rules.RulebookFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rulebook as an agent reads it: compiled anew where its files have changed, the last good one where they are bad. */
final class NodeRulebook {
    private final Path catalogue;
    private final Path policies;
    private final Architecture architecture;
    private @Nullable Source last;
    private @Nullable NodeBundle bundle;
    private List<Issue> errors = List.of();

    NodeRulebook(Path catalogue, Path policies, Architecture architecture) {
        this.catalogue = catalogue;
        this.policies = policies;
        this.architecture = architecture;
    }

    /** What a bundle depends on. */
    private record Source(RulebookFiles.Contents contents, Delivery.AppArmor appArmor) {}

    /** Reads the files again; says whether anything is different from the last time. */
    boolean refresh(Delivery.AppArmor appArmor) {
        Source source = new Source(RulebookFiles.read(catalogue, policies), appArmor);
        if (source.equals(last)) {
            return false;
        }
        last = source;
        RulebookReading reading = RulebookReader.read(
                source.contents().files(),
                source.contents().issues(),
                new RulebookCircumstances(
                        LocalDate.now(ZoneOffset.UTC), new Delivery(Delivery.Channel.AGENT, appArmor)));
        Rulebook rulebook = reading.rulebook();
        if (rulebook != null) {
            bundle = NodeBundle.of(rulebook, architecture);
        }
        errors = reading.issues().stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .toList();
        return true;
    }

    /** The bundle of the last good rulebook, or null where there never was one. */
    @Nullable
    NodeBundle bundle() {
        return bundle;
    }

    /** Why the last attempt was bad; empty where it was good. */
    List<Issue> errors() {
        return errors;
    }
}
