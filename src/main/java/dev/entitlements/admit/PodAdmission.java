package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.pod.GrantedText;
import dev.entitlements.codec.pod.PodPatch;
import dev.entitlements.codec.pod.PodReader;
import dev.entitlements.codec.pod.PodReader.PodContent;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.engine.Engine;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.Origin;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.core.settings.PodSettings;
import java.util.List;

/** Decides about one pod tree: read, decide, patch. */
public final class PodAdmission {
    private PodAdmission() {}

    /** What would be written; refuses only what cannot become right later. */
    public static Outcome mutate(JsonNode pod, Circumstances circumstances, Rulebook rulebook) {
        return PodReader.read(pod)
                .fold(
                        content -> {
                            PodRequest request = request(pod, content, circumstances, Stage.MUTATE);
                            Decision decided = Engine.decide(request, rulebook);
                            Decision decision = decided.with(NetworkLabel.empty(pod, decided))
                                    .with(CutOff.findings(decided, circumstances));
                            return decision.settings()
                                    .map(settings -> written(pod, content, settings, decision))
                                    .orElseGet(() -> Outcome.unwritten(decision));
                        },
                        issues -> unreadable(issues, circumstances, rulebook));
    }

    /** What would be written into the ephemeral containers that the old pod does not have, and nowhere else. */
    public static Outcome mutateEphemeral(
            JsonNode pod, JsonNode oldPod, Circumstances circumstances, Rulebook rulebook) {
        return PodReader.read(pod)
                .fold(
                        content -> {
                            PodRequest request = request(pod, unlabelled(content), circumstances, Stage.MUTATE);
                            Decision decision = Engine.decide(request, rulebook);
                            return decision.settings()
                                    .map(settings -> new Outcome(
                                            decision,
                                            PodPatch.writeEphemeral(pod, oldPod, content.containers(), settings),
                                            GrantedText.of(settings.containers())))
                                    .orElseGet(() -> Outcome.unwritten(decision));
                        },
                        issues -> unreadable(issues, circumstances, rulebook));
    }

    /** Whether it may be stored as it is. */
    public static Outcome validate(JsonNode pod, Circumstances circumstances, Rulebook rulebook) {
        return PodReader.read(pod)
                .fold(
                        content -> {
                            PodRequest request = request(pod, content, circumstances, Stage.VALIDATE);
                            Decision decision = Engine.decide(request, rulebook);
                            return Outcome.unwritten(decision.with(NetworkLabel.missing(pod, decision)));
                        },
                        issues -> unreadable(issues, circumstances, rulebook));
    }

    /** Whether a pod that exists may be stored with its changes; its label was decided by the rulebook of its day. */
    public static Outcome revalidate(JsonNode pod, Circumstances circumstances, Rulebook rulebook) {
        return PodReader.read(pod)
                .fold(
                        content -> Outcome.unwritten(Engine.decide(
                                request(pod, unlabelled(content), circumstances, Stage.VALIDATE), rulebook)),
                        issues -> unreadable(issues, circumstances, rulebook));
    }

    /** What the core sees of a pod. */
    static PodRequest request(JsonNode pod, PodContent content, Circumstances circumstances, Stage stage) {
        boolean named = !pod.path("spec").path("serviceAccountName").asText("").isEmpty()
                || !pod.path("spec").path("serviceAccount").asText("").isEmpty();
        Origin origin = new Origin(
                circumstances.namespace(),
                circumstances.namespaceLabels(),
                named ? content.serviceAccount() : circumstances.serviceAccount());
        return new PodRequest(
                origin, stage, circumstances.today(), content.asked(), content.pod(), content.containers());
    }

    private static PodContent unlabelled(PodContent content) {
        Asked asked = content.asked();
        return new PodContent(
                content.serviceAccount(),
                new Asked(asked.pod(), asked.byContainer(), asked.unknownKeys(), ""),
                content.pod(),
                content.containers());
    }

    private static Outcome written(JsonNode pod, PodContent content, PodSettings settings, Decision decision) {
        String granted = GrantedText.of(settings.containers());
        return new Outcome(decision, PodPatch.write(pod, content.containers(), settings, granted), granted);
    }

    private static Outcome unreadable(List<Issue> issues, Circumstances circumstances, Rulebook rulebook) {
        return Outcome.unwritten(Unreadable.ofIssues(issues, circumstances, rulebook));
    }
}
