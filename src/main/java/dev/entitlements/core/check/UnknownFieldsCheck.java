package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Fields: keys that no known Kubernetes version has.
 * Allowed: nowhere in a security context, nor directly under spec where they start with `host`; others are kept with a
 * warning.
 */

/** Refuses fields that could mean power nobody here knows of. */
final class UnknownFieldsCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        PodDeclaration pod = subject.request().pod();
        List<Finding> ofPod = Each.both(
                refused("", "spec.securityContext.", pod.security().unknownKeys()),
                Each.both(refused("", "spec.", pod.unknownHostKeys()), kept("", "spec.", pod.unknownKeys())));
        return Each.both(ofPod, subject.eachContainer(UnknownFieldsCheck::look));
    }

    private static List<Finding> look(ContainerSubject container) {
        ContainerRequest declared = container.declared();
        if (declared.security().unknownKeys().isEmpty()
                && declared.unknownKeys().isEmpty()) {
            return List.of();
        }
        return Each.both(
                refused(
                        container.name(),
                        declared.path() + ".securityContext.",
                        declared.security().unknownKeys()),
                kept(container.name(), declared.path() + ".", declared.unknownKeys()));
    }

    private static List<Finding> refused(String container, String path, List<String> keys) {
        return Each.of(keys, key -> List.of(refused(container, path + key)));
    }

    private static List<Finding> kept(String container, String path, List<String> keys) {
        return Each.of(keys, key -> List.of(kept(container, path + key)));
    }

    private static Finding refused(String container, String field) {
        Finding.Reason reason = new Finding.Reason(
                "field " + Quoted.text(field) + " is unknown, so what it permits is too",
                "remove it, or check its spelling");
        return Finding.refuse(FindingCode.UNKNOWN_FIELD, container, field, reason);
    }

    private static Finding kept(String container, String field) {
        Finding.Reason reason = new Finding.Reason(
                "field " + Quoted.text(field) + " is unknown and kept as it is", "check its spelling");
        return Finding.warn(FindingCode.UNKNOWN_FIELD_KEPT, container, field, reason);
    }
}
