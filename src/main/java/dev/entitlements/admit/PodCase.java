package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.admit.DryRun.Operation;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.pod.GrantedText;
import dev.entitlements.codec.pod.PodPatch;
import dev.entitlements.codec.pod.PodReader;
import dev.entitlements.codec.pod.PodReader.PodContent;
import dev.entitlements.codec.pod.Template;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.report.ObjectAnswer.Judged;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.engine.Engine;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.pss.PodSecurity;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import java.util.Set;

/** One object of a dry run that is a pod or makes pods, with everything the answer depends on. */
record PodCase(JsonNode object, Circumstances circumstances, Operation operation, Rulebook rulebook) {
    private static final Set<FindingCode> PROFILES =
            Set.of(FindingCode.SECCOMP_NOT_GRANTED, FindingCode.APPARMOR_NOT_GRANTED);

    ObjectAnswer judge(Template.Found found) {
        return PodReader.read(found.pod()).fold(content -> judge(found, content), issues -> unreadable(found, issues));
    }

    ObjectAnswer unreadable(Template.Unreadable template) {
        return refused(Unreadable.ofIssues(List.of(template.issue()), circumstances, rulebook));
    }

    private ObjectAnswer judge(Template.Found found, PodContent content) {
        PodRequest request =
                request(found.pod(), content, operation == Operation.CREATE ? Stage.MUTATE : Stage.VALIDATE);
        Decision decided = Engine.decide(request, rulebook);
        Decision decision =
                decided.with(NetworkLabel.empty(found.pod(), decided)).with(CutOff.findings(decided, circumstances));
        if (operation == Operation.UPDATE || decision.mode() != Mode.ENFORCE) {
            return answer(found, decision, request, Patch.NONE);
        }
        // written even where names refuse it, so that everything held against the pod is said at once
        Patch patch = PodPatch.write(
                found.pod(),
                content.containers(),
                decision.outlook(),
                GrantedText.of(decision.outlook().containers()));
        JsonNode written = patch.apply(found.pod());
        PodRequest result =
                PodReader.read(written).fold(again -> request(written, again, Stage.VALIDATE), issues -> request);
        List<Finding> held = Engine.decide(result, rulebook).findings();
        Decision both = decision.with(decision.isRefused() ? declared(held, found.pod()) : held);
        // a refused pod is not patched: its level is that of what stands there
        return answer(found, both, both.isRefused() ? request : result, found.patch(patch));
    }

    /** What is held against the pod itself: where names are refused, no profile of ours is there to be held against it. */
    private static List<Finding> declared(List<Finding> held, JsonNode pod) {
        return held.stream()
                .filter(finding -> !PROFILES.contains(finding.code()) || !isMissing(pod, finding.field()))
                .toList();
    }

    private static boolean isMissing(JsonNode pod, String field) {
        return pod.at("/" + field.replace("[", "/").replace("]", "").replace('.', '/'))
                .isMissingNode();
    }

    private ObjectAnswer answer(Template.Found found, Decision decision, PodRequest result, Patch patch) {
        Decision outward = decision.atFields(found::field);
        Patch written = decision.isRefused() ? Patch.NONE : patch;
        PodSecurityLevel level = PodSecurity.level(result.pod(), result.containers());
        return new ObjectAnswer(
                object, circumstances.namespace(), new Judged(outward, result, level), written, written.apply(object));
    }

    private ObjectAnswer unreadable(Template.Found found, List<Issue> issues) {
        return refused(Unreadable.ofIssues(issues, circumstances, rulebook).atFields(found::field));
    }

    private ObjectAnswer refused(Decision decision) {
        Judged judged = new Judged(decision, Unreadable.request(circumstances), PodSecurityLevel.PRIVILEGED);
        return new ObjectAnswer(object, circumstances.namespace(), judged, Patch.NONE, object);
    }

    private PodRequest request(JsonNode pod, PodContent content, Stage stage) {
        return PodAdmission.request(pod, content, circumstances, stage);
    }
}
