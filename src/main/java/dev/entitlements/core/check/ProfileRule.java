package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.words.Quoted;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * How a declared seccomp or AppArmor profile is judged; both go by the same words.
 *
 * @param code the reason if it is more than granted
 * @param word what people call it
 * @param field the field in a security context
 * @param tighter whether a container would be given a profile of ours that lets through less than the runtime's
 * @param within whether the named profile is one of ours and within what a container is granted
 */
record ProfileRule(
        FindingCode code, String word, String field, BiPredicate<Subject, ContainerSubject> tighter, Within within) {
    private static final Need UNCONFINED = Need.of(Permission.UNCONFINED);

    /** Whether a Localhost profile lets through no more than is granted. */
    @FunctionalInterface
    interface Within {
        boolean test(Subject subject, ContainerSubject container, String localhostProfile);
    }

    /** What is wrong with a profile declared for one container, at this path. */
    List<Finding> of(Subject subject, ContainerSubject container, DeclaredProfile profile, String path) {
        return permits(subject, container, profile)
                ? List.of()
                : List.of(Finding.refuse(
                        code,
                        container.name(),
                        path,
                        new Finding.Reason(message(profile), help(profile, subject.help(container, UNCONFINED)))));
    }

    /** What is wrong with a profile declared for the whole pod: it must be permitted to every container. */
    List<Finding> ofPod(Subject subject, DeclaredProfile profile) {
        if (isDefault(profile)) {
            // no wish: every container is looked at on its own
            return List.of();
        }
        if (subject.containers().stream().allMatch(container -> permits(subject, container, profile))) {
            return List.of();
        }
        String whom = Lacking.of(subject, container -> permits(subject, container, profile));
        return List.of(Finding.refuse(
                code,
                "",
                "spec.securityContext." + field,
                new Finding.Reason(message(profile) + whom, help(profile, subject.help(UNCONFINED)))));
    }

    static boolean isDefault(DeclaredProfile profile) {
        return profile.type().equals("RuntimeDefault");
    }

    /** Whether the runtime's default is no more than is granted. */
    boolean permitsDefault(Subject subject, ContainerSubject container) {
        return !subject.countsAbsence()
                || container.isPrivileged()
                || UNCONFINED.isMetBy(container.grants())
                || !tighter.test(subject, container);
    }

    private boolean permits(Subject subject, ContainerSubject container, DeclaredProfile profile) {
        if (container.isRightlyPrivileged()) {
            return true;
        }
        return switch (profile.type()) {
            case "RuntimeDefault" -> permitsDefault(subject, container);
            case "Localhost" -> within.test(subject, container, profile.localhostProfile());
            case "Unconfined" -> UNCONFINED.isMetBy(container.grants());
            default -> false;
        };
    }

    private String message(DeclaredProfile profile) {
        return switch (profile.type()) {
            case "RuntimeDefault" -> word + " profile `RuntimeDefault` lets through more than is granted";
            case "Localhost" -> word + " profile " + Quoted.text(profile.localhostProfile()) + " is not granted";
            case "Unconfined" -> word + " `Unconfined` is not granted";
            default -> word + " profile type " + Quoted.text(profile.type()) + " is unknown and not granted";
        };
    }

    private String help(DeclaredProfile profile, String advice) {
        String without = "leave `" + field + "` out, and the profile that fits is written";
        return profile.type().equals("Unconfined") ? without + ", or else: " + advice : without;
    }
}
