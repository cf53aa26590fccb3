package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.Documentation;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.HostPath;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.entitlement.Scope;
import dev.entitlements.core.entitlement.SeccompReference;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a document of kind Entitlement. What the schema refuses is skipped here. */
final class EntitlementReader {
    private EntitlementReader() {}

    /** The entitlement; empty where its name cannot be read. */
    static Partial<Optional<EntitlementSource>> read(Document document, SeccompReference reference) {
        Optional<Scalar> name = document.name();
        Optional<EntitlementId> id = name.flatMap(text -> EntitlementId.parse(text.text()));
        Mapping spec = document.spec();
        List<Issue> issues = new ArrayList<>();
        if (name.isPresent() && id.isEmpty()) {
            issues.add(Issue.error(
                    name.get().place(),
                    "`" + Issue.brief(name.get().text()) + "` is not an entitlement name",
                    "lower-case letters, digits and single dashes in at least two segments joined by dots"));
        }
        Partial<Confinement> confinement = confinement(spec.mapping("grants"), reference);
        issues.addAll(confinement.issues());
        return new Partial<>(
                name.flatMap(text -> id.map(read -> source(read, text, spec, confinement.value()))), issues);
    }

    private static EntitlementSource source(EntitlementId id, Scalar name, Mapping spec, Confinement confinement) {
        List<Located<EntitlementId>> includes = Located.parse(spec.texts("includes"), EntitlementId::parse);
        Entitlement entitlement = new Entitlement(
                id,
                text(spec, "domain"),
                spec.says("floor"),
                one(spec, "scope", Scope.values()).orElse(Scope.CONTAINER),
                spec.says("repeatable"),
                argument(spec.mapping("argument")),
                Located.values(includes),
                grants(spec.mapping("grants")),
                confinement,
                one(spec, "podSecurityLevel", PodSecurityLevel.values()).orElse(PodSecurityLevel.PRIVILEGED),
                new Documentation(text(spec, "summary"), text(spec, "use"), text(spec, "risk")));
        return new EntitlementSource(
                entitlement,
                name.place(),
                spec.text("domain").map(Scalar::place).orElse(name.place()),
                spec.at("floor").map(value -> value.place()).orElse(name.place()),
                spec.text("podSecurityLevel").map(Scalar::place).orElse(name.place()),
                includes);
    }

    private static ArgumentGrammar argument(Mapping argument) {
        ArgumentGrammar.Kind kind =
                one(argument, "type", ArgumentGrammar.Kind.values()).orElse(ArgumentGrammar.Kind.NONE);
        return new ArgumentGrammar(kind, ReferenceReader.texts(argument.texts("values")));
    }

    private static Grants grants(Mapping grants) {
        return new Grants(
                Set.copyOf(capabilities(grants)),
                known(grants.texts("permits"), Permission::ofWord),
                grants.mappings("hostPaths").stream()
                        .flatMap(path -> hostPath(path).stream())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .toList(),
                sorted(grants.texts("devices")),
                sorted(grants.texts("runtimeClasses")));
    }

    private static Optional<HostPath> hostPath(Mapping path) {
        return path.text("path").flatMap(text -> one(path, "access", HostPath.Access.values())
                .map(access -> new HostPath(text.text(), access)));
    }

    private static EnumSet<Capability> capabilities(Mapping grants) {
        EnumSet<Capability> capabilities = EnumSet.noneOf(Capability.class);
        capabilities.addAll(known(grants.texts("capabilities"), Capability::named));
        return capabilities;
    }

    private static Partial<Confinement> confinement(Mapping grants, SeccompReference reference) {
        Mapping seccomp = grants.mapping("seccomp");
        Partial<SyscallSet> own = SyscallRulesReader.read(seccomp, "rules");
        Stream<SyscallSet> derived = grants.text("syscalls")
                        .filter(way -> way.text().equals("derived"))
                        .isPresent()
                ? capabilities(grants).stream()
                        .map(capability -> reference.byCapability().getOrDefault(capability, SyscallSet.NONE))
                : Stream.of();
        Stream<SyscallSet> groups = seccomp.texts("groups").stream()
                .map(group -> reference.groups().getOrDefault(group.text(), SyscallSet.NONE));
        SyscallSet joined = Stream.concat(derived, groups).reduce(own.value(), SyscallSet::plus);
        List<Scalar> appArmor = grants.texts("appArmor");
        return own.map(rules -> new Confinement(joined, ReferenceReader.texts(appArmor)))
                .and(ReferenceReader.denials(appArmor))
                .and(ReferenceReader.unknownGroups(
                        seccomp.texts("groups"), reference.groups().keySet()));
    }

    private static <T> Set<T> known(List<Scalar> words, Function<String, Optional<T>> parser) {
        return words.stream()
                .flatMap(word -> parser.apply(word.text()).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> sorted(List<Scalar> words) {
        return List.copyOf(new TreeSet<>(ReferenceReader.texts(words)));
    }

    private static String text(Mapping mapping, String key) {
        return mapping.text(key).map(Scalar::text).orElse("");
    }

    /** The constant whose name is the word in upper case. */
    static <E extends Enum<E>> Optional<E> one(Mapping mapping, String key, E[] constants) {
        return mapping.text(key).flatMap(word -> Stream.of(constants)
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word.text()))
                .findFirst());
    }
}
