package dev.entitlements.core.engine;

import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.engine.AskedNames.Entry;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.words.Quoted;
import dev.entitlements.core.words.Suggestion;
import java.util.List;

/** What is said about names that cannot be understood. */
final class Wording {
    private Wording() {}

    static Reason malformed(String item, Catalogue catalogue) {
        return new Reason(
                Quoted.text(item) + " is not a name",
                near(item, catalogue)
                        + "a name is `domain.identifier` or `domain.identifier=argument`, in lower-case letters, digits"
                        + " and single dashes");
    }

    static Reason unknown(EntitlementId id, Catalogue catalogue) {
        return new Reason(
                "there is no entitlement " + Quoted.text(id.toString()),
                near(id.toString(), catalogue) + "`explain` and `GET /v1/catalogue` list all names");
    }

    static Reason badArgument(Entry entry, Catalogue catalogue) {
        ArgumentGrammar grammar = entry.entitlement().argument();
        String name = "`" + entry.id().name() + "`";
        String wrong = Quoted.text(entry.id().argument());
        return switch (grammar.kind()) {
            case NONE -> new Reason(name + " takes no argument, not " + wrong, "write " + name);
            case INTEGER ->
                new Reason(name + " takes a whole number" + instead(entry), "write " + name + " with `=8080`");
            case STRING ->
                new Reason(
                        name + " takes an argument",
                        "write it after the name, as in `" + entry.id().name() + "=NAME`");
            case PATH ->
                new Reason(
                        name + " takes a clean absolute path" + instead(entry),
                        "write it without `.`, `..` and double or trailing slashes, as in `"
                                + entry.id().name() + "=/var/log`");
            case ENUM ->
                new Reason(
                        name + " takes one of " + String.join(", ", grammar.values()) + instead(entry),
                        near(entry.id().toString(), catalogue) + "write one of them after the name");
        };
    }

    private static String instead(Entry entry) {
        return entry.id().argument().isEmpty()
                ? ""
                : ", not " + Quoted.text(entry.id().argument());
    }

    static Reason podOnly(EntitlementId id) {
        return new Reason(
                Quoted.text(id.toString()) + " cannot be given to one container alone",
                "ask for it in the annotation `entitlements.dev/pod`");
    }

    static Reason unknownContainer(String name, List<ContainerRequest> containers) {
        List<String> names = containers.stream().map(ContainerRequest::name).toList();
        return new Reason(
                "the pod has no container " + Quoted.text(name),
                Suggestion.nearest(name, names)
                                .map(found -> "did you mean `" + found + "`? ")
                                .orElse("") + "its containers are " + String.join(", ", names));
    }

    private static String near(String item, Catalogue catalogue) {
        List<String> names = catalogue.entries().stream()
                .map(Entitlement::id)
                .map(EntitlementId::toString)
                .toList();
        return Suggestion.nearest(item.strip(), names)
                .map(found -> "did you mean `" + found + "`? ")
                .orElse("");
    }
}
