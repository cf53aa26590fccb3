package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.request.Asked;
import java.util.List;
import java.util.Optional;

/*
 * Annotations: container.entitlements.dev/NAME.
 * Allowed: the name of a container, init container or sidecar of the pod. Ephemeral containers have no annotations.
 */

/** Refuses annotations for containers that are not there. */
final class UnknownContainerCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        List<String> names = subject.containers().stream()
                .filter(container -> !container.isEphemeral())
                .map(ContainerSubject::name)
                .toList();
        return subject.request().asked().byContainer().keySet().stream()
                .filter(name -> !names.contains(name))
                .map(name -> refused(name, Nearest.to(name, names)))
                .toList();
    }

    private static Finding refused(String name, Optional<String> nearest) {
        String help = nearest.map(meant -> "did you mean " + Quoted.text(meant) + "?")
                .orElse("name a container of the pod, or remove the annotation");
        return Finding.refuse(
                FindingCode.UNKNOWN_CONTAINER,
                "",
                "metadata.annotations[" + Asked.CONTAINER_PREFIX + name + "]",
                new Finding.Reason("the pod has no container " + Quoted.text(name), help));
    }
}
