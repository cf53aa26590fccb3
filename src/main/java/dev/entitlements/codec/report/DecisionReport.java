package dev.entitlements.codec.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.settings.ContainerSettings;
import java.util.Collection;
import java.util.List;

/** What a dry run says, as scripts read it. */
public final class DecisionReport {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DecisionReport() {}

    /** The whole answer: the rulebook's revision and one result for each object, in the order given. */
    public static ObjectNode json(List<ObjectAnswer> answers, String revision) {
        ObjectNode report = NODES.objectNode();
        report.put("revision", revision);
        ArrayNode results = report.putArray("results");
        answers.forEach(answer -> results.add(result(answer)));
        return report;
    }

    /** The result for one object. */
    public static ObjectNode result(ObjectAnswer answer) {
        ObjectNode result = NODES.objectNode();
        result.set("object", identity(answer));
        ObjectAnswer.Judged judged = answer.judged();
        result.put("decision", answer.verdict().word());
        if (judged == null) {
            return result;
        }
        Decision decision = judged.decision();
        result.put("mode", decision.mode().word());
        result.set("policies", texts(decision.policies()));
        result.put("podSecurityLevel", judged.podSecurityLevel().word());
        ArrayNode containers = result.putArray("containers");
        for (ContainerSettings settings : decision.outlook().containers()) {
            containers.add(container(settings, judged.request()));
        }
        ArrayNode findings = result.putArray("findings");
        decision.findings().forEach(finding -> findings.add(finding(finding)));
        result.set("patch", answer.patch().tree());
        result.set("patched", answer.patched());
        return result;
    }

    /** Which object an answer is about: apiVersion, kind, namespace and name. */
    public static ObjectNode identity(ObjectAnswer answer) {
        ObjectIdentity identity = ObjectIdentity.of(answer);
        ObjectNode node = NODES.objectNode();
        node.put("apiVersion", identity.apiVersion());
        node.put("kind", identity.kind());
        node.put("namespace", identity.namespace());
        node.put("name", identity.name());
        return node;
    }

    private static ObjectNode container(ContainerSettings settings, PodRequest request) {
        ObjectNode node = NODES.objectNode();
        node.put("name", settings.name());
        node.put("type", type(settings.name(), request));
        node.set("entitlements", texts(settings.entitlements()));
        node.set("capabilities", texts(settings.capabilities()));
        node.put("seccomp", settings.seccomp());
        node.put("appArmor", settings.appArmor());
        return node;
    }

    static String type(String container, PodRequest request) {
        return request.containers().stream()
                .filter(declared -> declared.name().equals(container))
                .map(ContainerRequest::type)
                .findFirst()
                .map(type -> type.word())
                .orElse("container");
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode node = NODES.objectNode();
        node.put("code", finding.code().name());
        node.put("severity", finding.severity().word());
        node.put("container", finding.container());
        node.put("field", finding.field());
        node.put("message", finding.message());
        node.put("help", finding.help());
        return node;
    }

    private static JsonNode texts(Collection<?> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(value.toString()));
        return array;
    }
}
