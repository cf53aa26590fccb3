package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.PodDeclaration;
import java.util.List;

/** Reads a pod's tree. */
public final class PodReader {
    private PodReader() {}

    /**
     * What was read of a pod.
     *
     * @param serviceAccount the service account, {@code default} where none is named
     * @param asked what its annotations ask for
     * @param pod what it declares for all containers
     * @param containers every container, in the order containers, initContainers, ephemeralContainers
     */
    public record PodContent(
            String serviceAccount, Asked asked, PodDeclaration pod, List<ContainerRequest> containers) {
        public PodContent {
            containers = List.copyOf(containers);
        }
    }

    /** The pod, or why the tree is none; the place of an issue is the field's path. */
    public static Parsed<PodContent> read(JsonNode pod) {
        return Parsed.bad(Issue.error(Issue.Place.ofFile(""), "not yet", ""));
    }
}
