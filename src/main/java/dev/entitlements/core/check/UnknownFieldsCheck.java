package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import java.util.List;
import java.util.stream.Stream;

/*
 * Fields: keys that no known Kubernetes version has.
 * Allowed: nowhere in a security context, nor directly under spec where they start with `host`; others are kept with a
 * warning.
 */

/** Refuses fields that could mean power nobody here knows of. */
final class UnknownFieldsCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        Stream<Finding> ofPod = Stream.of(
                        subject.request().pod().security().unknownKeys().stream()
                                .map(key -> refused("", "spec.securityContext." + key)),
                        subject.request().pod().unknownHostKeys().stream().map(key -> refused("", "spec." + key)),
                        subject.request().pod().unknownKeys().stream().map(key -> kept("", "spec." + key)))
                .flatMap(found -> found);
        return Stream.concat(ofPod, subject.eachContainer(UnknownFieldsCheck::look).stream())
                .toList();
    }

    private static Stream<Finding> look(ContainerSubject container) {
        return Stream.concat(
                container.declared().security().unknownKeys().stream()
                        .map(key ->
                                refused(container.name(), container.declared().securityPath(key))),
                container.declared().unknownKeys().stream()
                        .map(key -> kept(container.name(), container.declared().path() + "." + key)));
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
