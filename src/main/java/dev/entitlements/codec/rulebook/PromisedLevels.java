package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.pss.GrantLevel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether `podSecurityLevel` promises more than the grants, with all that is included, can keep. */
final class PromisedLevels {
    private PromisedLevels() {}

    static List<Issue> issues(List<EntitlementSource> sources, IncludeClosures closures) {
        return sources.stream()
                .flatMap(source -> broken(source, closures.of(source)).stream())
                .toList();
    }

    /**
     * A grant, and the strictest level of a pod that uses it.
     *
     * @param owner the entitlement whose own grant it is
     * @param text what messages call it
     * @param level the level
     */
    private record Power(Entitlement owner, String text, PodSecurityLevel level) {}

    private static Optional<Issue> broken(EntitlementSource source, List<EntitlementSource> closure) {
        Entitlement entitlement = source.entitlement();
        return closure.stream()
                .flatMap(included -> powers(included.entitlement()))
                .filter(power -> power.level().compareTo(entitlement.podSecurityLevel()) > 0)
                .reduce((one, other) -> other.level().compareTo(one.level()) > 0 ? other : one)
                .map(power -> Issue.error(
                        source.level(),
                        "`" + source.id() + "` is not `"
                                + entitlement.podSecurityLevel().word() + "`: " + why(entitlement, power),
                        "write `podSecurityLevel: " + power.level().word() + "`, or leave that grant out"));
    }

    private static String why(Entitlement entitlement, Power power) {
        return power.owner().equals(entitlement)
                ? "it grants " + power.text()
                : "it includes `" + power.owner().id() + "`, which grants " + power.text();
    }

    private static Stream<Power> powers(Entitlement owner) {
        Grants grants = owner.grants();
        return Stream.of(
                        grants.capabilities().stream()
                                .map(capability -> new Power(
                                        owner, "the capability `" + capability + "`", GrantLevel.of(capability))),
                        grants.permissions().stream()
                                .map(permission -> new Power(
                                        owner,
                                        "the permission `" + permission.word() + "`",
                                        GrantLevel.of(permission))),
                        grants.hostPaths().stream()
                                .map(path -> new Power(
                                        owner,
                                        "the host path `" + Issue.brief(path.path()) + "`",
                                        PodSecurityLevel.PRIVILEGED)))
                .flatMap(powers -> powers);
    }
}
