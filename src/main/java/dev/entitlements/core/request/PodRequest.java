package dev.entitlements.core.request;

import java.time.LocalDate;
import java.util.List;

/**
 * Everything a decision depends on besides the rulebook.
 *
 * @param origin where the pod comes from
 * @param stage which question is asked
 * @param today the day, in UTC, that exceptions are held against
 * @param asked what its annotations ask for
 * @param pod what it declares for all containers
 * @param containers every container, init, sidecar and ephemeral too, in the order of the pod's lists
 */
public record PodRequest(
        Origin origin,
        Stage stage,
        LocalDate today,
        Asked asked,
        PodDeclaration pod,
        List<ContainerRequest> containers) {
    public PodRequest {
        containers = List.copyOf(containers);
    }

    /** The same pod, with the other question. */
    public PodRequest at(Stage other) {
        return stage == other ? this : new PodRequest(origin, other, today, asked, pod, containers);
    }
}
