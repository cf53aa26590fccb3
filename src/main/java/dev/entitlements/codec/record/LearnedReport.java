package dev.entitlements.codec.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.record.Learned;
import dev.entitlements.core.record.Seen;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What was learned, as a script reads it. */
public final class LearnedReport {
    private LearnedReport() {}

    /** The whole answer. */
    public static ObjectNode of(Learned learned, String revision) {
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("revision", revision);
        names(report.putArray("entitlements"), learned.least());
        report.put("proven", learned.proof() == Learned.Proof.WHOLE);
        ArrayNode others = report.putArray("alternatives");
        learned.others().forEach(other -> names(others.addArray(), other));
        ArrayNode needed = report.putArray("needed");
        learned.needs()
                .forEach(need -> calls(
                        needed.addObject()
                                .put("entitlement", need.entitlement().toString())
                                .putArray("calls"),
                        need.calls()));
        calls(report.putArray("floor"), learned.floor());
        calls(report.putArray("uncovered"), learned.uncovered());
        ArrayNode doubts = report.putArray("unknownArguments");
        learned.doubts().forEach(doubt -> {
            ObjectNode entry = call(doubt.seen());
            names(entry.putArray("withOthers"), doubt.others());
            doubts.add(entry);
        });
        calls(report.putArray("answeredAsUnknown"), learned.fallbacks());
        calls(report.putArray("refusedWhileRecorded"), learned.refused());
        ArrayNode advice = report.putArray("capabilities");
        learned.advice().forEach(one -> {
            ObjectNode entry =
                    advice.addObject().put("capability", one.capability().name());
            names(entry.putArray("entitlements"), one.entitlements());
            calls(entry.putArray("calls"), one.calls());
        });
        return report.put("limits", LearnedText.LIMITS);
    }

    /** The annotation of a pod whose containers all are such workloads. */
    public static ObjectNode pod(Learned learned) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.putObject("metadata")
                .putObject("annotations")
                .put(
                        "entitlements.dev/pod",
                        learned.least().stream().map(EntitlementId::toString).collect(Collectors.joining(", ")));
        return pod;
    }

    private static void calls(ArrayNode array, List<Seen> calls) {
        calls.forEach(seen -> array.add(call(seen)));
    }

    private static ObjectNode call(Seen seen) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("call", CallText.of(seen.call()))
                .put("times", seen.times())
                .put("first", CallText.place(seen));
    }

    private static void names(ArrayNode array, Collection<EntitlementId> names) {
        names.forEach(name -> array.add(name.toString()));
    }
}
