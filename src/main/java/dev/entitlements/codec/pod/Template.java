package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.text.Issue;
import java.util.function.Function;

/** The pods that an object is or makes. */
public sealed interface Template {
    /**
     * There are pods.
     *
     * @param pod a pod's tree: the object itself, or what its template would become; metadata and spec are the very nodes
     *     of the object
     * @param namespace the namespace that the object names, or the empty string
     * @param name the object's name, or the empty string
     * @param pointer where the pod is in the object, as RFC 6901 says it; empty for a pod
     * @param prefix what comes before a field's path, such as {@code spec.template.}; empty for a pod
     */
    record Found(JsonNode pod, String namespace, String name, String pointer, String prefix) implements Template {
        /** Whether the object is a pod and not a workload. */
        public boolean isPod() {
            return pointer.isEmpty();
        }

        /** The path of a pod's field, from the object's root. */
        public String field(String podField) {
            return podField.isEmpty() ? podField : prefix + podField;
        }

        /** A patch for the pod, as one for the object. */
        public Patch patch(Patch podPatch) {
            return podPatch.below(pointer);
        }
    }

    /** The object makes no pods, as far as we know its kind. */
    record None() implements Template {}

    /** The object is of a kind that makes pods, and its template cannot be found. */
    record Unreadable(Issue issue) implements Template {}

    /** Joins the three into one. */
    default <R> R fold(Function<Found, R> found, Function<None, R> none, Function<Unreadable, R> unreadable) {
        if (this instanceof Found pods) {
            return found.apply(pods);
        }
        return this instanceof None nothing ? none.apply(nothing) : unreadable.apply((Unreadable) this);
    }
}
