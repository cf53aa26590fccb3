package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.entitlements.codec.pod.PatchApply;
import dev.entitlements.codec.pod.PodPatch;
import dev.entitlements.codec.pod.PodReader;
import dev.entitlements.codec.pod.PodReader.PodContent;
import dev.entitlements.codec.pod.Workloads;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.report.ObjectAnswer.Judged;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.pss.PodSecurity;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Says what would happen to an object: the mutating and the validating answer in turn, changing nothing. */
public final class DryRun {
    private DryRun() {}

    /**
     * What the person who asks says about the objects.
     *
     * @param namespace the namespace of objects that name none
     * @param namespaceLabels the labels of every namespace asked about
     * @param serviceAccount the service account of pods that name none, or the empty string
     * @param operation the operation that is imagined
     * @param today the day in UTC
     */
    public record Question(
            String namespace,
            Map<String, String> namespaceLabels,
            String serviceAccount,
            Operation operation,
            LocalDate today) {}

    /** Operations that a dry run can imagine. */
    public enum Operation {
        /** The object is made: settings are written, then it is validated. */
        CREATE,
        /** The object exists and its power changes: it is validated as it stands. */
        UPDATE
    }

    /** The answer for one object; the caller has taken Lists and multi-document files apart. */
    public static ObjectAnswer answer(JsonNode object, Question question, Rulebook rulebook) {
        String named = object.path("metadata").path("namespace").asText("");
        Circumstances circumstances = new Circumstances(
                named.isEmpty() ? question.namespace() : named,
                question.namespaceLabels(),
                question.serviceAccount().isEmpty()
                        ? Circumstances.DEFAULT_SERVICE_ACCOUNT
                        : question.serviceAccount(),
                question.today());
        return judge(object, circumstances, question.operation(), rulebook);
    }

    static ObjectAnswer judge(JsonNode object, Circumstances circumstances, Operation operation, Rulebook rulebook) {
        return Workloads.pod(object)
                .map(pod -> judgePod(object, pod, new Case(circumstances, operation, rulebook)))
                .orElseGet(() ->
                        new ObjectAnswer(object, circumstances.namespace(), null, ReviewAdmission.nothing(), object));
    }

    private record Case(Circumstances circumstances, Operation operation, Rulebook rulebook) {
        PodRequest request(JsonNode pod, PodContent content, Stage stage) {
            return PodAdmission.request(pod, content, circumstances, stage);
        }
    }

    private static ObjectAnswer judgePod(JsonNode object, Workloads.PodIn pod, Case asked) {
        return PodReader.read(pod.pod())
                .fold(content -> judgeContent(object, pod, content, asked), issues -> unreadable(object, pod, issues, asked));
    }

    private static ObjectAnswer judgeContent(JsonNode object, Workloads.PodIn pod, PodContent content, Case asked) {
        boolean creates = asked.operation() == Operation.CREATE;
        PodRequest request = asked.request(pod.pod(), content, creates ? Stage.MUTATE : Stage.VALIDATE);
        Decision decision = dev.entitlements.core.engine.Engine.decide(request, asked.rulebook());
        ArrayNode patch = ReviewAdmission.nothing();
        PodRequest result = request;
        if (creates && decision.mode() == Mode.ENFORCE) {
            // written even where names refuse it, so that everything held against the pod is said at once
            patch = PodPatch.write(pod.pod(), content.containers(), decision.outlook());
            JsonNode written = PatchApply.apply(pod.pod(), patch);
            result = PodReader.read(written)
                    .fold(again -> asked.request(written, again, Stage.VALIDATE), issues -> request);
            decision = decision.with(dev.entitlements.core.engine.Engine.decide(result, asked.rulebook()).findings());
        }
        PodSecurityLevel level = PodSecurity.level(result.pod(), result.containers());
        ArrayNode answered = decision.isRefused() ? ReviewAdmission.nothing() : pod.outward(patch);
        return new ObjectAnswer(
                object,
                asked.circumstances().namespace(),
                new Judged(pod.outward(decision), result, level),
                answered,
                PatchApply.apply(object, answered));
    }

    private static ObjectAnswer unreadable(JsonNode object, Workloads.PodIn pod, List<Issue> issues, Case asked) {
        Decision decision = Unreadable.ofIssues(issues, asked.rulebook());
        PodRequest nothing = Unreadable.request(asked.circumstances());
        return new ObjectAnswer(
                object,
                asked.circumstances().namespace(),
                new Judged(pod.outward(decision), nothing, PodSecurityLevel.PRIVILEGED),
                ReviewAdmission.nothing(),
                object);
    }
}
