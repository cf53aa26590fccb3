package dev.entitlements.codec.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Stub. */
public final class DecisionReport {
    private DecisionReport() {}

    /** Stub. */
    public static ObjectNode json(List<ObjectAnswer> answers, String revision) {
        return JsonNodeFactory.instance.objectNode();
    }
}
