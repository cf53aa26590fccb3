package dev.entitlements.shell.observe;

import dev.entitlements.codec.review.Review;

/**
 * What a decision was about.
 *
 * @param uid the review's id
 * @param namespace the namespace
 * @param kind the object's kind
 * @param name the object's name, or the empty string where the API server has yet to make one
 * @param operation what was to be done to it
 */
public record Subject(String uid, String namespace, String kind, String name, String operation) {
    /** What nobody has read. */
    public static final Subject UNREAD = new Subject("", "", "", "", "");

    /** The same, under another id. */
    public Subject withUid(String other) {
        return new Subject(other, namespace, kind, name, operation);
    }

    /** The subject of a review; a subresource counts to the kind. */
    public static Subject of(Review review) {
        String kind = review.subResource().isEmpty() ? review.kind() : review.kind() + "/" + review.subResource();
        return new Subject(review.uid(), review.namespace(), kind, review.name(), review.operation());
    }
}
