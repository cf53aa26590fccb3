package dev.entitlements.shell.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.report.OneLine;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.core.words.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints what names expand to. */
final class NameReport {
    /** Lists longer than this are counted and cut, in texts for people. */
    private static final int SHOWN = 24;

    private final Rulebook rulebook;
    private final Terminal terminal;
    private final Paint paint;

    NameReport(Rulebook rulebook, Terminal terminal, Paint paint) {
        this.rulebook = rulebook;
        this.terminal = terminal;
        this.paint = paint;
    }

    /** Prints every name there is: with its summary for people, with everything for scripts. */
    int list(TextOrJson format) {
        Collection<Entitlement> entries = rulebook.catalogue().entries();
        List<String> names =
                entries.stream().map(entry -> entry.id().toString()).toList();
        if (format == TextOrJson.JSON) {
            return print(names, format);
        }
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        for (Entitlement entry : entries) {
            String name = entry.id().toString();
            String summary = OneLine.of(entry.documentation().summary());
            terminal.out().println(paint.strong(name) + " ".repeat(width - name.length() + 2) + summary);
        }
        return ExitCode.CLEAN;
    }

    int print(List<String> names, TextOrJson format) {
        Map<String, Map<String, List<String>>> explained = new LinkedHashMap<>();
        int code = ExitCode.CLEAN;
        for (String name : names) {
            Optional<Map<String, List<String>>> facts = explain(name);
            facts.ifPresent(found -> explained.put(name, found));
            code = facts.isEmpty() ? ExitCode.BAD_INPUT : code;
        }
        switch (format) {
            case TEXT -> explained.forEach(this::text);
            case JSON -> terminal.out().print(PrettyJson.of(json(explained)));
        }
        return code;
    }

    private Optional<Map<String, List<String>>> explain(String name) {
        Optional<EntitlementId> id = EntitlementId.parse(name);
        Optional<Entitlement> entry = id.flatMap(rulebook.catalogue()::find);
        if (id.isEmpty() || entry.isEmpty()) {
            List<String> known = rulebook.catalogue().entries().stream()
                    .map(other -> other.id().toString())
                    .toList();
            terminal.error(
                    "unknown entitlement `" + OneLine.of(name, 200) + "`",
                    Suggestion.help(name, known, "the catalogue has " + Count.of(known.size(), "entitlement")));
            return Optional.empty();
        }
        String argument = id.get().argument();
        boolean template = argument.isEmpty() || entry.get().id().equals(id.get());
        if (!template && !entry.get().argument().accepts(argument)) {
            terminal.error(
                    "`" + OneLine.of(argument, 200) + "` is no argument of `"
                            + id.get().name() + "`",
                    "");
            return Optional.empty();
        }
        return Optional.of(NameExplanation.of(rulebook, id.get(), entry.get()));
    }

    private void text(String name, Map<String, List<String>> facts) {
        terminal.out().println(paint.strong(name));
        facts.forEach((fact, values) -> {
            if (!values.isEmpty()) {
                terminal.out().println("  " + fact + ": " + line(values));
            }
        });
    }

    private static String line(List<String> values) {
        if (values.size() <= SHOWN) {
            return String.join(", ", values);
        }
        return values.size() + ": " + String.join(", ", values.subList(0, SHOWN)) + ", ...";
    }

    private ObjectNode json(Map<String, Map<String, List<String>>> explained) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("revision", rulebook.revision());
        ArrayNode entitlements = report.putArray("entitlements");
        explained.forEach((name, facts) -> {
            ObjectNode entry = entitlements.addObject().put("name", name);
            facts.forEach((fact, values) -> {
                if (NameExplanation.SINGLE.contains(fact)) {
                    entry.put(key(fact), String.join(", ", values));
                } else {
                    values.forEach(entry.putArray(key(fact))::add);
                }
            });
        });
        return report;
    }

    /** {@code pod security level} as {@code podSecurityLevel}. */
    private static String key(String fact) {
        StringBuilder key = new StringBuilder();
        for (String word : fact.split(" ", -1)) {
            key.append(
                            key.length() == 0
                                    ? word.substring(0, 1).toLowerCase(Locale.ROOT)
                                    : word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return key.toString();
    }
}
