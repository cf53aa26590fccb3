package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.entitlements.codec.pod.PodPatch;
import dev.entitlements.codec.pod.PodReader;
import dev.entitlements.codec.pod.PodReader.PodContent;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.engine.Engine;
import dev.entitlements.core.request.Origin;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;

/** Decides about one pod tree: read, decide, patch. */
public final class PodAdmission {
    private PodAdmission() {}

    /** What would be written; refuses only what cannot become right later. */
    public static Outcome mutate(JsonNode pod, Circumstances circumstances, Rulebook rulebook) {
        return PodReader.read(pod)
                .fold(
                        content -> {
                            Decision decision = Engine.decide(request(content, circumstances, Stage.MUTATE), rulebook);
                            return decision.settings()
                                    .map(settings ->
                                            new Outcome(decision, PodPatch.write(pod, content.containers(), settings)))
                                    .orElseGet(() -> unwritten(decision));
                        },
                        issues -> unreadable(issues, rulebook));
    }

    /** Whether it may be stored as it is. */
    public static Outcome validate(JsonNode pod, Circumstances circumstances, Rulebook rulebook) {
        return PodReader.read(pod)
                .fold(
                        content -> unwritten(Engine.decide(request(content, circumstances, Stage.VALIDATE), rulebook)),
                        issues -> unreadable(issues, rulebook));
    }

    /** What the core sees of a pod. */
    static PodRequest request(PodContent content, Circumstances circumstances, Stage stage) {
        Origin origin =
                new Origin(circumstances.namespace(), circumstances.namespaceLabels(), content.serviceAccount());
        return new PodRequest(
                origin, stage, circumstances.today(), content.asked(), content.pod(), content.containers());
    }

    private static Outcome unwritten(Decision decision) {
        return new Outcome(decision, JsonNodeFactory.instance.arrayNode());
    }

    private static Outcome unreadable(List<Issue> issues, Rulebook rulebook) {
        return unwritten(Unreadable.decision(issues, rulebook));
    }
}
