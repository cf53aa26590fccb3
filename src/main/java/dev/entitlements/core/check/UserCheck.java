package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.SecurityContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/*
 * Fields: runAsUser, runAsGroup and runAsNonRoot of every container, or of the pod where a container does not say;
 * spec.securityContext.fsGroup and supplementalGroups for every container.
 * Allowed: numbers but 0, runAsNonRoot true; 0, false and, in what is stored, an absent runAsNonRoot without a user by
 * number with the permission `rootUser`.
 * Warned of: a container that may not be root but does not say by number who it is.
 */

/** Refuses root, and warns where a container may turn out to be root. */
final class UserCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        SecurityContext pod = subject.request().pod().security();
        List<Finding> found = isZero(pod.fsGroup())
                ? demand("spec.securityContext.fsGroup", "`fsGroup: 0` is not granted")
                        .ofPod(subject)
                : List.of();
        if (pod.supplementalGroups().contains(0L)) {
            Demand groups =
                    demand("spec.securityContext.supplementalGroups", "group 0 in `supplementalGroups` is not granted");
            found = Each.both(found, groups.ofPod(subject));
        }
        return Each.both(found, subject.eachContainer(container -> look(subject, container)));
    }

    /** Whether the container cannot run as root, by what it declares or by what we write. */
    static boolean isSurelyNotRoot(Subject subject, ContainerSubject container) {
        Boolean nonRoot = Effective.runAsNonRoot(subject, container);
        return Objects.requireNonNullElse(nonRoot, false)
                || Effective.isOrdinaryUser(subject, container)
                || !container.grants().permits(Permission.ROOT_USER);
    }

    private static List<Finding> look(Subject subject, ContainerSubject container) {
        if (container.grants().permits(Permission.ROOT_USER)) {
            return List.of();
        }
        SecurityContext own = container.declared().security();
        SecurityContext pod = subject.request().pod().security();
        List<Finding> found = Each.both(
                number(subject, container, "runAsUser", own.runAsUser() != null ? own.runAsUser() : pod.runAsUser()),
                number(
                        subject,
                        container,
                        "runAsGroup",
                        own.runAsGroup() != null ? own.runAsGroup() : pod.runAsGroup()));
        return Each.both(found, Each.both(nonRoot(subject, container), unnamed(subject, container)));
    }

    private static List<Finding> number(
            Subject subject, ContainerSubject container, String field, @Nullable Long effective) {
        if (!isZero(effective)) {
            return List.of();
        }
        SecurityContext own = container.declared().security();
        boolean isOwn = (field.equals("runAsUser") ? own.runAsUser() : own.runAsGroup()) != null;
        return demand(place(container, field, isOwn), "`" + field + ": 0` is not granted")
                .of(subject, container);
    }

    private static List<Finding> nonRoot(Subject subject, ContainerSubject container) {
        Boolean effective = Effective.runAsNonRoot(subject, container);
        if (effective == null) {
            boolean mayBeRoot = subject.isFinal() && !Effective.isOrdinaryUser(subject, container);
            return mayBeRoot ? absent(container).of(subject, container) : List.of();
        }
        boolean isOwn = container.declared().security().runAsNonRoot() != null;
        return effective
                ? List.of()
                : demand(place(container, "runAsNonRoot", isOwn), "`runAsNonRoot: false` is not granted")
                        .of(subject, container);
    }

    private static Demand absent(ContainerSubject container) {
        return demand(
                        container.declared().securityPath("runAsNonRoot"),
                        "`runAsNonRoot` is absent, which means false, and that is not granted")
                .remedy("declare `runAsNonRoot: true`");
    }

    private static String place(ContainerSubject container, String field, boolean isOwn) {
        return isOwn ? container.declared().securityPath(field) : "spec.securityContext." + field;
    }

    private static Demand demand(String field, String message) {
        return new Demand(FindingCode.ROOT_USER_NOT_GRANTED, field, message, Need.of(Permission.ROOT_USER));
    }

    private static List<Finding> unnamed(Subject subject, ContainerSubject container) {
        if (!subject.isLinux() || Effective.runAsUser(subject, container) != null) {
            return List.of();
        }
        Finding.Reason reason = new Finding.Reason(
                "the container will not start if its image runs as root or names its user",
                "declare `runAsUser` with a number other than 0");
        return List.of(Finding.warn(
                FindingCode.USER_NOT_DECLARED,
                container.name(),
                container.declared().securityPath("runAsUser"),
                reason));
    }

    private static boolean isZero(@Nullable Long declared) {
        return declared != null && declared == 0;
    }
}
