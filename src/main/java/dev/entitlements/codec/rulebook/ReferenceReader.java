package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.YamlNode.Field;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.SeccompReference;
import dev.entitlements.core.entitlement.SyscallSet;
import dev.entitlements.core.words.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the document of kind SeccompReference. */
final class ReferenceReader {
    /** What stands in for a reference that could not be read. */
    static final SeccompReference NOTHING =
            new SeccompReference(Confinement.NONE, new TreeMap<>(), List.of(), Map.of(), List.of());

    private ReferenceReader() {}

    static Partial<SeccompReference> read(Document document) {
        Mapping spec = document.spec();
        List<Issue> issues = new ArrayList<>();
        Partial<Confinement> floor = confinement(spec.mapping("floor"));
        issues.addAll(floor.issues());
        SortedMap<String, SyscallSet> groups = new TreeMap<>();
        for (Field group : spec.mapping("groups").entries()) {
            Partial<SyscallSet> rules = rules(group);
            issues.addAll(rules.issues());
            groups.put(group.key().text(), rules.value());
        }
        Map<Capability, SyscallSet> byCapability = new EnumMap<>(Capability.class);
        for (Field capability : spec.mapping("capabilities").entries()) {
            Partial<SyscallSet> rules = rules(capability);
            issues.addAll(rules.issues());
            Capability.named(capability.key().text()).ifPresent(known -> byCapability.put(known, rules.value()));
        }
        issues.addAll(SyscallRulesReader.unknown(spec.texts("missing")));
        issues.addAll(unknownGroups(spec.texts("runtimeDefault"), groups.keySet()));
        return new Partial<>(
                new SeccompReference(
                        floor.value(),
                        groups,
                        texts(spec.texts("runtimeDefault")),
                        byCapability,
                        texts(spec.texts("missing"))),
                issues);
    }

    private static Partial<SyscallSet> rules(Field named) {
        Mapping alone = new Mapping(named.key().place(), List.of(named));
        return SyscallRulesReader.read(alone, named.key().text());
    }

    /** The fields {@code rules} and {@code appArmor} of a mapping. */
    static Partial<Confinement> confinement(Mapping mapping) {
        return SyscallRulesReader.read(mapping, "rules")
                .map(rules -> new Confinement(rules, texts(mapping.texts("appArmor"))))
                .and(denials(mapping.texts("appArmor")));
    }

    /** AppArmor rules that would take something away. */
    static List<Issue> denials(List<Scalar> rules) {
        return rules.stream()
                .filter(rule -> rule.text().matches("\\s*(audit\\s+)?deny\\b.*"))
                .map(rule -> Issue.error(
                        rule.place(),
                        "an AppArmor rule may not deny: entitlements only add",
                        "leave it out; what no rule allows is denied"))
                .toList();
    }

    static List<Issue> unknownGroups(List<Scalar> names, Collection<String> groups) {
        return names.stream()
                .filter(name -> !groups.contains(name.text()))
                .map(name -> Issue.error(
                        name.place(),
                        "unknown group `" + Issue.brief(name.text()) + "`",
                        Suggestion.help(name.text(), groups, "the SeccompReference has " + listed(groups))))
                .toList();
    }

    private static String listed(Collection<String> groups) {
        return groups.isEmpty() ? "no groups" : "the groups " + String.join(", ", groups);
    }

    static List<String> texts(List<Scalar> scalars) {
        return scalars.stream().map(Scalar::text).toList();
    }
}
