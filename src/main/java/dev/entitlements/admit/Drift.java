package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.pod.GrantedReader;
import dev.entitlements.codec.pod.PodReader;
import dev.entitlements.codec.pod.PodReader.PodContent;
import dev.entitlements.codec.scan.Observation;
import dev.entitlements.codec.scan.Observation.Codes;
import dev.entitlements.codec.scan.Weight;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.engine.Engine;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far what a stored pod says of its own decision is from the decision of today. */
final class Drift {
    /** Characters of a revision that tell it from others. */
    private static final int BRIEF = "sha256:".length() + 12;

    private static final String GRANTED = "metadata.annotations[" + Asked.GRANTED_KEY + "]";

    private Drift() {}

    /** The names it was granted that it may not have today: what the engine says of a pod that asks for just these. */
    static List<Finding> withdrawn(JsonNode pod, Circumstances circumstances, Rulebook rulebook) {
        return GrantedReader.read(pod)
                .map(granted -> PodReader.read(pod)
                        .fold(
                                content -> notAllowed(pod, asking(content, granted), circumstances, rulebook),
                                unreadable -> List.<Finding>of()))
                .orElse(List.of());
    }

    private static List<Finding> notAllowed(
            JsonNode pod, PodContent asking, Circumstances circumstances, Rulebook rulebook) {
        Decision decision = Engine.decide(PodAdmission.request(pod, asking, circumstances, Stage.MUTATE), rulebook);
        return decision.findings().stream()
                .filter(finding -> finding.code() == FindingCode.ENTITLEMENT_NOT_ALLOWED
                        || finding.code() == FindingCode.UNKNOWN_ENTITLEMENT
                        || finding.code() == FindingCode.BAD_ARGUMENT)
                .map(finding -> finding.at(GRANTED))
                .toList();
    }

    /** The pod as if it asked for what it was granted; ephemeral containers came later and were not granted it. */
    private static PodContent asking(PodContent content, SortedMap<String, List<String>> granted) {
        List<ContainerRequest> containers = content.containers().stream()
                .filter(container -> container.type() != ContainerType.EPHEMERAL)
                .toList();
        Set<String> common = new HashSet<>();
        granted.values().stream().limit(1).forEach(common::addAll);
        granted.values().forEach(common::retainAll);
        SortedMap<String, List<String>> own = new TreeMap<>();
        for (Map.Entry<String, List<String>> container : granted.entrySet()) {
            List<String> rest = container.getValue().stream()
                    .filter(name -> !common.contains(name))
                    .toList();
            if (!rest.isEmpty()
                    && containers.stream().anyMatch(one -> one.name().equals(container.getKey()))) {
                own.put(container.getKey(), rest);
            }
        }
        Asked asked = new Asked(common.stream().sorted().toList(), own, List.of(), "");
        return new PodContent(content.serviceAccount(), asked, content.pod(), containers);
    }

    /** Where it was decided otherwise than today, whether or not that gave it power; nothing where nobody enforces. */
    static List<Observation> observations(JsonNode pod, Decision today) {
        if (today.mode() != Mode.ENFORCE) {
            return List.of();
        }
        List<Observation> drift = new ArrayList<>();
        JsonNode annotations = pod.path("metadata").path("annotations");
        String revision = annotations.path(Asked.REVISION_KEY).asText();
        if (revision.isEmpty()) {
            drift.add(drift(
                    Codes.NEVER_DECIDED,
                    "metadata.annotations",
                    "it was made before a policy enforced here, or past the webhook",
                    "make it anew, and it gets the settings of today"));
        } else if (!revision.equals(today.outlook().revision())) {
            drift.add(drift(
                    Codes.OTHER_REVISION,
                    "metadata.annotations[" + Asked.REVISION_KEY + "]",
                    "it was decided by rulebook `" + brief(revision) + "`, and the present one is `"
                            + brief(today.outlook().revision()) + "`",
                    "make it anew where the findings call for it"));
        }
        if (GrantedReader.isGranted(pod) && GrantedReader.read(pod).isEmpty()) {
            drift.add(drift(
                    Codes.UNREADABLE_GRANTS,
                    GRANTED,
                    "the record of what was granted is not as it is written by us",
                    "see who changed it"));
        }
        String label =
                pod.path("metadata").path("labels").path(Asked.NETWORK_KEY).asText();
        String level = today.outlook().network();
        if (!revision.isEmpty() && !today.isRefused() && !label.equals(level)) {
            drift.add(drift(
                    FindingCode.NETWORK_LABEL_DIFFERS.name(),
                    "metadata.labels[" + Asked.NETWORK_KEY + "]",
                    "the label is `" + label + "`, and its network level of today is `" + level + "`",
                    "make it anew, so that NetworkPolicies select it by the level of today"));
        }
        return drift;
    }

    private static Observation drift(String code, String field, String message, String help) {
        return new Observation(Weight.DRIFT, code, "", field, message, help);
    }

    private static String brief(String revision) {
        return revision.length() <= BRIEF ? revision : revision.substring(0, BRIEF);
    }
}
