package dev.entitlements.shell.cli;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a name expands to, as a list of facts: a word, and one or more values. */
final class NameExplanation {
    private static final String PROFILE = "seccomp profile if asked alone";

    /** The facts that have one value at most. */
    static final Set<String> SINGLE =
            Set.of("summary", "use", "risk", "pod security level", "domain", "asked for", PROFILE);

    private final Rulebook rulebook;
    private final EntitlementId id;
    private final Entitlement entry;

    private NameExplanation(Rulebook rulebook, EntitlementId id, Entitlement entry) {
        this.rulebook = rulebook;
        this.id = id;
        this.entry = entry;
    }

    /** The facts about a name of the catalogue, in the order they are read; some have no value. */
    static Map<String, List<String>> of(Rulebook rulebook, EntitlementId id, Entitlement entry) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        NameExplanation explanation = new NameExplanation(rulebook, id, entry);
        explanation.meaning(facts);
        explanation.power(facts);
        facts.put("allowed by", explanation.allowedBy());
        return facts;
    }

    private void meaning(Map<String, List<String>> facts) {
        facts.put("summary", text(entry.documentation().summary()));
        facts.put("use", text(entry.documentation().use()));
        facts.put("risk", text(entry.documentation().risk()));
        facts.put("pod security level", List.of(entry.podSecurityLevel().word()));
        facts.put("domain", text(entry.domain()));
        facts.put("levels", levels());
        facts.put("asked for", List.of(asked()));
        facts.put("argument", argument());
        facts.put("includes", words(entry.includes()));
    }

    private void power(Map<String, List<String>> facts) {
        Grants grants = rulebook.catalogue().grants(id);
        facts.put(
                "capabilities",
                words(grants.capabilities().stream()
                        .map(Capability::name)
                        .sorted()
                        .toList()));
        facts.put(
                "permits",
                words(grants.permissions().stream()
                        .map(Permission::word)
                        .sorted()
                        .toList()));
        facts.put(
                "host paths",
                grants.hostPaths().stream()
                        .map(path -> path.path() + " (" + path.access().name().toLowerCase(Locale.ROOT) + ")")
                        .toList());
        facts.put("devices", grants.devices());
        facts.put("runtime classes", grants.runtimeClasses());
        Confinement confinement = rulebook.catalogue().confinement(id);
        facts.put("system calls beyond the floor", syscalls(confinement));
        facts.put("AppArmor rules beyond the floor", appArmor(confinement));
        facts.put(
                PROFILE,
                List.of(rulebook.bundle().profilesFor(asOnlyName()).seccomp().toString()));
    }

    /** The set a container gets that asks for this name alone: the floor level of every other domain beside it. */
    private List<EntitlementId> asOnlyName() {
        Stream<EntitlementId> floors = rulebook.catalogue().floors().entrySet().stream()
                .filter(floor -> !floor.getKey().equals(entry.domain()))
                .map(Map.Entry::getValue);
        return Stream.concat(floors, Stream.of(id)).sorted().toList();
    }

    private List<String> levels() {
        if (entry.domain().isEmpty()) {
            return List.of();
        }
        return rulebook.catalogue().entries().stream()
                .filter(other -> other.domain().equals(entry.domain()))
                .map(other ->
                        other.floor() ? other.id() + " (floor)" : other.id().toString())
                .toList();
    }

    private String asked() {
        String where =
                switch (entry.scope()) {
                    case CONTAINER -> "for the whole pod or for one container";
                    case POD -> "for the whole pod only";
                };
        return entry.repeatable() ? where + ", repeatable" : where;
    }

    private List<String> argument() {
        return switch (entry.argument().kind()) {
            case NONE -> List.of();
            case INTEGER -> List.of("an integer");
            case STRING -> List.of("a text");
            case PATH -> List.of("an absolute path");
            case ENUM -> entry.argument().values();
        };
    }

    /** Names that the floor lets through in part only are beyond it. */
    private List<String> syscalls(Confinement confinement) {
        List<SyscallRule> floor =
                rulebook.catalogue().reference().floor().syscalls().rules();
        return SyscallRule.names(confinement.syscalls().rules()).stream()
                .filter(name -> !floor.contains(SyscallRule.always(name)))
                .toList();
    }

    private List<String> appArmor(Confinement confinement) {
        List<String> rules = new ArrayList<>(confinement.appArmor());
        rules.removeAll(rulebook.catalogue().reference().floor().appArmor());
        return rules;
    }

    private List<String> allowedBy() {
        List<String> policies = new ArrayList<>();
        for (Policy policy : rulebook.policies().all()) {
            PolicyRole.of(policy, id, entry)
                    .ifPresent(role -> policies.add(
                            policy.name() + " (" + role + ", " + policy.mode().word() + ")"));
        }
        return policies.isEmpty() ? List.of("no policy") : policies;
    }

    private static List<String> text(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static List<String> words(Collection<?> values) {
        return values.stream().map(Object::toString).toList();
    }
}
