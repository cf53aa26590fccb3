package dev.entitlements.codec.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The request of an AdmissionReview v1.
 *
 * @param uid its id, echoed in the answer
 * @param group the API group of the object's kind, empty for core
 * @param kind the object's kind
 * @param resource the resource's plural name
 * @param subResource the subresource, or the empty string
 * @param operation CREATE, UPDATE, DELETE, CONNECT, or whatever else was written
 * @param namespace the namespace, or the empty string
 * @param name the object's name, or the empty string
 * @param userName who asks
 * @param userGroups their groups
 * @param dryRun whether nothing will be stored
 * @param object the new object; a missing node where absent or null
 * @param oldObject the present object; a missing node where absent or null
 */
public record Review(
        String uid,
        String group,
        String kind,
        String resource,
        String subResource,
        String operation,
        String namespace,
        String name,
        String userName,
        List<String> userGroups,
        boolean dryRun,
        JsonNode object,
        JsonNode oldObject) {
    public Review {
        userGroups = List.copyOf(userGroups);
    }
}
