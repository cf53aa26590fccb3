package dev.entitlements.shipped;

import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Catalogue;
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
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shipped catalogue, read without any of the checks that the program's own reader makes. */
public final class ShippedCatalogue {
    /** The whole of {@code profiles/catalogue}. */
    public static final Catalogue CATALOGUE = read(Path.of("profiles", "catalogue"));

    private ShippedCatalogue() {}

    /** The names, each as a pod writes it. */
    public static List<EntitlementId> ids(String... names) {
        return Stream.of(names)
                .map(name -> EntitlementId.parse(name).orElseThrow())
                .toList();
    }

    /** Every name of the catalogue. */
    public static List<EntitlementId> everything() {
        return CATALOGUE.entries().stream().map(Entitlement::id).toList();
    }

    private static Catalogue read(Path directory) {
        List<Yaml> documents = documents(directory);
        SeccompReference reference = documents.stream()
                .filter(document -> document.text("kind").equals("SeccompReference"))
                .map(document -> reference(document.child("spec")))
                .findFirst()
                .orElseThrow();
        List<Entitlement> entries = documents.stream()
                .filter(document -> document.text("kind").equals("Entitlement"))
                .map(document -> entitlement(document, reference))
                .toList();
        return Catalogue.of(entries, reference);
    }

    private static List<Yaml> documents(Path directory) {
        List<Yaml> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                new Load(LoadSettings.builder().build())
                        .loadAllFromString(Files.readString(file))
                        .forEach(document -> documents.add(new Yaml(document)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return documents;
    }

    private static SeccompReference reference(Yaml spec) {
        Yaml floor = spec.child("floor");
        Map<String, SyscallSet> groups = new TreeMap<>();
        spec.child("groups").fields().forEach((name, rules) -> groups.put(name, rules(rules)));
        Map<Capability, SyscallSet> capabilities = new TreeMap<>();
        spec.child("capabilities").fields().forEach((name, rules) -> capabilities.put(capability(name), rules(rules)));
        return new SeccompReference(
                new Confinement(
                        rules(floor.child("rules")), floor.child("appArmor").texts()),
                new TreeMap<>(groups),
                spec.child("runtimeDefault").texts(),
                capabilities,
                spec.child("missing").texts());
    }

    private static Entitlement entitlement(Yaml document, SeccompReference reference) {
        Yaml spec = document.child("spec");
        Yaml grants = spec.child("grants");
        Yaml argument = spec.child("argument");
        return new Entitlement(
                EntitlementId.parse(document.child("metadata").text("name")).orElseThrow(),
                spec.text("domain"),
                spec.text("floor").equals("true"),
                spec.text("scope").equals("pod") ? Scope.POD : Scope.CONTAINER,
                spec.text("repeatable").equals("true"),
                argument.isAbsent()
                        ? ArgumentGrammar.NONE
                        : new ArgumentGrammar(
                                ArgumentGrammar.Kind.valueOf(
                                        argument.text("type").toUpperCase(Locale.ROOT)),
                                argument.child("values").texts()),
                ids(spec.child("includes").texts().toArray(String[]::new)),
                grants(grants),
                confinement(grants, reference),
                PodSecurityLevel.valueOf(spec.text("podSecurityLevel").toUpperCase(Locale.ROOT)),
                new Documentation(spec.text("summary"), spec.text("use"), spec.text("risk")));
    }

    private static Grants grants(Yaml grants) {
        return new Grants(
                set(grants.child("capabilities"), ShippedCatalogue::capability),
                set(grants.child("permits"), word -> Permission.ofWord(word).orElseThrow()),
                grants.child("hostPaths").items().stream()
                        .map(path -> new HostPath(
                                path.text("path"),
                                HostPath.Access.valueOf(path.text("access").toUpperCase(Locale.ROOT))))
                        .toList(),
                grants.child("devices").texts(),
                grants.child("runtimeClasses").texts());
    }

    private static Confinement confinement(Yaml grants, SeccompReference reference) {
        List<SyscallSet> parts =
                new ArrayList<>(List.of(rules(grants.child("seccomp").child("rules"))));
        grants.child("seccomp")
                .child("groups")
                .texts()
                .forEach(group -> parts.add(reference.groups().get(group)));
        if (grants.text("syscalls").equals("derived")) {
            grants.child("capabilities")
                    .texts()
                    .forEach(name ->
                            parts.add(reference.byCapability().getOrDefault(capability(name), SyscallSet.NONE)));
        }
        return new Confinement(SyscallSet.join(parts), grants.child("appArmor").texts());
    }

    private static SyscallSet rules(Yaml rules) {
        List<SyscallRule> read = new ArrayList<>();
        for (Yaml rule : rules.items()) {
            List<ArgCondition> conditions = rule.child("args").items().stream()
                    .map(ShippedCatalogue::condition)
                    .toList();
            List<Architecture> architectures = rule.child("architectures").texts().stream()
                    .map(word -> Architecture.ofWord(word).orElseThrow())
                    .toList();
            rule.child("names").texts().forEach(name -> read.add(new SyscallRule(name, conditions, architectures)));
        }
        return new SyscallSet(read);
    }

    private static ArgCondition condition(Yaml arg) {
        return new ArgCondition(
                (int) arg.number("index"),
                ArgCondition.Operator.valueOf(arg.text("op")),
                arg.number("value"),
                arg.number("valueTwo"));
    }

    private static Capability capability(String name) {
        return Capability.named(name).orElseThrow();
    }

    private static <T> Set<T> set(Yaml list, Function<String, T> read) {
        return list.texts().stream().map(read).collect(Collectors.toSet());
    }
}
