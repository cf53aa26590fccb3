package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.SecurityContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
        Stream<Finding> ofPod = Stream.of(
                        zero("spec.securityContext.fsGroup", "fsGroup", pod.fsGroup()),
                        pod.supplementalGroups().contains(0L)
                                ? Stream.of(excess(
                                        "spec.securityContext.supplementalGroups",
                                        "group 0 in `supplementalGroups` is not granted"))
                                : Stream.<Excess>empty())
                .flatMap(excesses -> excesses)
                .flatMap(excess -> excess.ofPod(subject));
        return Stream.concat(ofPod, subject.eachContainer(container -> look(subject, container)).stream())
                .toList();
    }

    /** Whether the container cannot run as root, by what it declares or by what we write. */
    static boolean isSurelyNotRoot(Subject subject, ContainerSubject container) {
        Boolean nonRoot = Effective.runAsNonRoot(subject, container);
        return Objects.requireNonNullElse(nonRoot, false)
                || Effective.isOrdinaryUser(subject, container)
                || !container.grants().permits(Permission.ROOT_USER);
    }

    private static Stream<Finding> look(Subject subject, ContainerSubject container) {
        SecurityContext own = container.declared().security();
        SecurityContext pod = subject.request().pod().security();
        Stream<Excess> zeros = Stream.concat(
                own.runAsUser() != null
                        ? zero(container.declared().securityPath("runAsUser"), "runAsUser", own.runAsUser())
                        : zero("spec.securityContext.runAsUser", "runAsUser", pod.runAsUser()),
                own.runAsGroup() != null
                        ? zero(container.declared().securityPath("runAsGroup"), "runAsGroup", own.runAsGroup())
                        : zero("spec.securityContext.runAsGroup", "runAsGroup", pod.runAsGroup()));
        return Stream.concat(
                Stream.concat(zeros, nonRoot(subject, container)).flatMap(excess -> excess.of(subject, container)),
                unnamed(subject, container));
    }

    private static Stream<Excess> nonRoot(Subject subject, ContainerSubject container) {
        String own = container.declared().securityPath("runAsNonRoot");
        Boolean effective = Effective.runAsNonRoot(subject, container);
        if (effective != null) {
            boolean isOwn = container.declared().security().runAsNonRoot() != null;
            String field = isOwn ? own : "spec.securityContext.runAsNonRoot";
            return effective ? Stream.empty() : Stream.of(excess(field, "`runAsNonRoot: false` is not granted"));
        }
        boolean mayBeRoot = subject.isFinal() && !Effective.isOrdinaryUser(subject, container);
        return mayBeRoot
                ? Stream.of(excess(own, "`runAsNonRoot` is absent, which means false, and that is not granted"))
                : Stream.empty();
    }

    private static Stream<Excess> zero(String field, String name, @Nullable Long declared) {
        return declared != null && declared == 0
                ? Stream.of(excess(field, "`" + name + ": 0` is not granted"))
                : Stream.empty();
    }

    private static Excess excess(String field, String message) {
        return new Excess(FindingCode.ROOT_USER_NOT_GRANTED, field, message, Need.of(Permission.ROOT_USER));
    }

    private static Stream<Finding> unnamed(Subject subject, ContainerSubject container) {
        if (!subject.isLinux()
                || container.grants().permits(Permission.ROOT_USER)
                || Effective.runAsUser(subject, container) != null) {
            return Stream.empty();
        }
        Finding.Reason reason = new Finding.Reason(
                "the container will not start if its image runs as root or names its user",
                "declare `runAsUser` with a number other than 0");
        return Stream.of(Finding.warn(
                FindingCode.USER_NOT_DECLARED,
                container.name(),
                container.declared().securityPath("runAsUser"),
                reason));
    }
}
