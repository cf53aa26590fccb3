package dev.entitlements.codec.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.rulebook.LabelSelector;
import dev.entitlements.core.rulebook.Match;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.PolicyException;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;

/** The rulebook as scripts read it: which names there are, and who may ask for what. */
public final class RulebookReport {
    private RulebookReport() {}

    /** {@code {"revision","entitlements":[..]}}, sorted by name. */
    public static ObjectNode catalogue(Rulebook rulebook) {
        ObjectNode report = ofRevision(rulebook);
        ArrayNode entries = report.putArray("entitlements");
        for (Entitlement entitlement : rulebook.catalogue().entries()) {
            entries.add(entitlement(entitlement, rulebook.catalogue().grants(entitlement.id())));
        }
        return report;
    }

    /** {@code {"revision","policies":[..]}}, sorted by name. */
    public static ObjectNode policies(Rulebook rulebook) {
        ObjectNode report = ofRevision(rulebook);
        ArrayNode entries = report.putArray("policies");
        rulebook.policies().all().forEach(policy -> entries.add(policy(policy)));
        return report;
    }

    private static ObjectNode ofRevision(Rulebook rulebook) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("revision", rulebook.revision());
        return report;
    }

    private static ObjectNode entitlement(Entitlement entitlement, Grants grants) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", entitlement.id().toString());
        node.put("domain", entitlement.domain());
        node.put("floor", entitlement.floor());
        node.put("scope", entitlement.scope().name().toLowerCase(Locale.ROOT));
        node.put("repeatable", entitlement.repeatable());
        ObjectNode argument = node.putObject("argument");
        argument.put("kind", entitlement.argument().kind().name().toLowerCase(Locale.ROOT));
        put(argument, "values", entitlement.argument().values());
        put(node, "includes", entitlement.includes());
        put(node, "capabilities", grants.capabilities());
        put(node, "permits", grants.permissions(), permission -> permission.word());
        node.put("podSecurityLevel", entitlement.podSecurityLevel().word());
        node.put("summary", entitlement.documentation().summary());
        node.put("use", entitlement.documentation().use());
        node.put("risk", entitlement.documentation().risk());
        return node;
    }

    private static ObjectNode policy(Policy policy) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", policy.name());
        node.put("mode", policy.mode().word());
        node.put("onExcess", policy.onExcess().word());
        node.put("precedence", policy.precedence());
        node.set("match", match(policy.match()));
        put(node, "default", policy.defaults());
        put(node, "allow", policy.allow());
        put(node, "ephemeral", policy.ephemeral());
        ArrayNode exceptions = node.putArray("exceptions");
        policy.exceptions().forEach(exception -> exceptions.add(exception(exception)));
        return node;
    }

    private static ObjectNode match(Match match) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, "namespaces", match.namespaces().all());
        ArrayNode requirements = node.putArray("namespaceSelector");
        for (LabelSelector.Requirement requirement : match.namespaceSelector().requirements()) {
            ObjectNode entry = requirements.addObject();
            entry.put("key", requirement.key());
            entry.put(
                    "operator",
                    switch (requirement.operator()) {
                        case IN -> "In";
                        case NOT_IN -> "NotIn";
                        case EXISTS -> "Exists";
                        case DOES_NOT_EXIST -> "DoesNotExist";
                    });
            put(entry, "values", requirement.values());
        }
        put(node, "serviceAccounts", match.serviceAccounts().all());
        put(node, "images", match.images().all());
        return node;
    }

    private static ObjectNode exception(PolicyException exception) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", exception.name());
        put(node, "serviceAccounts", exception.serviceAccounts().all());
        put(node, "allow", exception.allow());
        node.put("until", exception.until().toString());
        node.put("reason", exception.reason());
        return node;
    }

    private static void put(ObjectNode node, String key, Collection<?> values) {
        put(node, key, values, Object::toString);
    }

    private static <T> void put(ObjectNode node, String key, Collection<T> values, Function<T, String> text) {
        ArrayNode array = node.putArray(key);
        values.forEach(value -> array.add(text.apply(value)));
    }
}
