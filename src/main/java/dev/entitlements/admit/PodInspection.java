package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.admit.DryRun.Operation;
import dev.entitlements.codec.pod.Workloads;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.scan.Inspection;
import dev.entitlements.codec.scan.Inspection.Policies;
import dev.entitlements.codec.scan.Inspection.Subject;
import dev.entitlements.codec.scan.Observation;
import dev.entitlements.codec.scan.Owner;
import dev.entitlements.codec.scan.Weight;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Severity;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what is stored: would it be made again today, does it run with more than it would be granted today, and was
 * it decided by another rulebook? The first two are the questions of the two doors, asked of the same engine: the first
 * about the pod without what was written into it, as an author made it; the second about the pod as it stands.
 */
public final class PodInspection {
    private PodInspection() {}

    /** What is found of an object; empty where it makes no pods. */
    public static Optional<Inspection> of(JsonNode object, DryRun.Question question, Rulebook rulebook) {
        boolean isStored = object.path("kind").asText().equals("Pod")
                && object.path("apiVersion").asText().equals("v1")
                && object.path("metadata").path("uid").isTextual();
        return isStored ? Optional.of(stored(object, question, rulebook)) : template(object, question, rulebook);
    }

    /** Whether an object is a pod or makes pods, so that there is something to look at. */
    public static boolean makesPods(JsonNode object) {
        return Workloads.template(object).fold(found -> true, none -> false, unreadable -> true);
    }

    private static Optional<Inspection> template(JsonNode object, DryRun.Question question, Rulebook rulebook) {
        ObjectAnswer answer = DryRun.answer(object, question, rulebook);
        ObjectAnswer.Judged judged = answer.judged();
        if (judged == null) {
            return Optional.empty();
        }
        return Optional.of(inspection(
                Named.of(object, answer.namespace()),
                Subject.TEMPLATE,
                judged.decision(),
                weighed(Weight.REFUSE, judged.decision().findings())));
    }

    private static Inspection stored(JsonNode pod, DryRun.Question question, Rulebook rulebook) {
        Circumstances circumstances = DryRun.circumstances(pod, question);
        Named named = Named.of(pod, circumstances.namespace());
        if (isMirror(pod)) {
            return new Inspection(named.owner(), named.name(), Subject.MIRROR_POD, Policies.NONE, List.of());
        }
        Subject subject = hasEnded(pod) ? Subject.FINISHED_POD : Subject.POD;
        JsonNode wished = new OwnWriting(rulebook.catalogue()).without(pod);
        ObjectAnswer.Judged again =
                DryRun.judge(wished, circumstances, Operation.CREATE, rulebook).judged();
        if (again == null) {
            throw new IllegalStateException("a Pod of the core group makes pods");
        }
        List<Observation> observations =
                new ArrayList<>(weighed(Weight.REFUSE, again.decision().findings()));
        if (subject == Subject.POD) {
            Decision standing =
                    PodAdmission.revalidate(pod, circumstances, rulebook).decision();
            List<Finding> held = new ArrayList<>(standing.findings());
            held.addAll(Drift.withdrawn(pod, circumstances, rulebook));
            addNew(observations, weighed(Weight.EXCESS, held));
            observations.addAll(Drift.observations(pod, again.decision()));
        }
        return inspection(named, subject, again.decision(), observations);
    }

    private static Inspection inspection(
            Named named, Subject subject, Decision decision, List<Observation> observations) {
        Policies policies = decision.policies().isEmpty()
                ? Policies.NONE
                : new Policies(decision.policies(), decision.mode().word());
        return new Inspection(named.owner(), named.name(), subject, policies, observations);
    }

    /** Whose object it is, and which. */
    private record Named(Owner owner, String name) {
        static Named of(JsonNode object, String namespace) {
            return new Named(
                    Owner.of(object, namespace),
                    object.path("metadata").path("name").asText());
        }
    }

    /** Refusals at their weight, warnings as such; what is mere advice to an author is no matter of a scan. */
    private static List<Observation> weighed(Weight refusal, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.REFUSE
                        || finding.code().kind() != FindingCode.Kind.ADVICE
                        || finding.code() == FindingCode.EXPIRED_EXCEPTION)
                .map(finding -> Observation.of(finding.severity() == Severity.REFUSE ? refusal : Weight.WARN, finding))
                .toList();
    }

    /** What is not said already with more weight. */
    private static void addNew(List<Observation> said, List<Observation> more) {
        for (Observation one : more) {
            if (said.stream().noneMatch(one::isAbout)) {
                said.add(one);
            }
        }
    }

    private static boolean hasEnded(JsonNode pod) {
        String phase = pod.path("status").path("phase").asText();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** A kubelet runs no pod that says it stands for a file, so whoever forges one has gained nothing. */
    private static boolean isMirror(JsonNode pod) {
        return pod.path("metadata").path("annotations").has(MirrorPods.KEY);
    }
}
