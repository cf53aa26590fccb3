package dev.entitlements.core.check;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.request.Origin;
import dev.entitlements.core.request.Os;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.request.Volume;
import dev.entitlements.core.rulebook.Match;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.OnExcess;
import dev.entitlements.core.rulebook.Policies;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pod with grants, put together for one test: one container `app` unless more are added. */
public final class Scene {
    private static final Catalogue CATALOGUE = SmallCatalogue.catalogue();
    private static final Delivery UNDELIVERED = new Delivery(Delivery.Channel.NONE, Delivery.AppArmor.OFF);

    private final List<ContainerSubject> containers = new ArrayList<>();
    private Stage stage = Stage.VALIDATE;
    private Os os = Os.LINUX;
    private Security security = Security.empty();
    private final Map<String, Boolean> flags =
            new HashMap<>(Map.of("hostUsers", false, "automountServiceAccountToken", false));
    private String runtimeClass = "";
    private List<Volume> volumes = List.of();
    private List<FieldValue> claims = List.of();
    private List<FieldValue> devices = List.of();
    private List<String> unknownHostKeys = List.of();
    private List<String> unknownKeys = List.of();
    private List<String> asked = List.of();
    private List<String> allow = List.of();
    private List<String> ephemeral = List.of();
    private Delivery delivery = UNDELIVERED;

    /** A pod about to be stored. */
    public static Scene stored() {
        return new Scene();
    }

    /** A pod about to be changed. */
    public static Scene incoming() {
        Scene scene = new Scene();
        scene.stage = Stage.MUTATE;
        return scene;
    }

    /** A container of this name with these names granted. */
    public Scene container(String name, Security declared, String... granted) {
        return container(Box.of(name, declared), granted);
    }

    /** This container with these names granted. */
    public Scene container(Box box, String... granted) {
        long before = containers.stream()
                .filter(other ->
                        other.declared().type().field().equals(box.type().field()))
                .count();
        List<EntitlementId> ids = Stream.of(granted)
                .map(name -> EntitlementId.parse(name).orElseThrow())
                .sorted()
                .toList();
        Grants grants = ids.stream().map(CATALOGUE::grants).reduce(Grants.NONE, Grants::plus);
        containers.add(new ContainerSubject(box.request((int) before), ids, grants, grants.capabilities()));
        return this;
    }

    public Scene windows() {
        os = Os.WINDOWS;
        return this;
    }

    public Scene pod(Security declared) {
        security = declared;
        return this;
    }

    public Scene flag(String field, @Nullable Boolean value) {
        flags.remove(field);
        if (value != null) {
            flags.put(field, value);
        }
        return this;
    }

    public Scene runtimeClass(String name) {
        runtimeClass = name;
        return this;
    }

    public Scene volumes(Volume... declared) {
        volumes = List.of(declared);
        return this;
    }

    public Scene claims(String... names) {
        claims = values("spec.resourceClaims", "name", names);
        return this;
    }

    public Scene devices(String... names) {
        devices = values("spec.resources.limits", "", names);
        return this;
    }

    public Scene unknown(List<String> hostKeys, List<String> otherKeys) {
        unknownHostKeys = hostKeys;
        unknownKeys = otherKeys;
        return this;
    }

    public Scene asked(String... names) {
        asked = List.of(names);
        return this;
    }

    public Scene allow(String... patterns) {
        allow = List.of(patterns);
        return this;
    }

    public Scene ephemeral(String... names) {
        ephemeral = List.of(names);
        return this;
    }

    public Scene delivered() {
        delivery = Delivery.AGENT;
        return this;
    }

    /** What the check has against it, sorted. */
    public List<Finding> findings(Check check) {
        return check.findings(subject()).stream().sorted().toList();
    }

    /** What checks look at. */
    public Subject subject() {
        PodDeclaration pod = new PodDeclaration(
                os,
                security.context(),
                flags.get("hostNetwork"),
                flags.get("hostPID"),
                flags.get("hostIPC"),
                flags.get("hostUsers"),
                flags.get("shareProcessNamespace"),
                flags.get("automountServiceAccountToken"),
                runtimeClass,
                volumes,
                claims,
                devices,
                unknownHostKeys,
                unknownKeys);
        Asked names = new Asked(asked, Asked.NOTHING.byContainer(), List.of(), "");
        PodRequest request = new PodRequest(
                new Origin("shop", Map.of(), "web"),
                stage,
                LocalDate.of(2026, 1, 1),
                names,
                pod,
                containers.stream().map(ContainerSubject::declared).toList());
        return new Subject(request, containers, List.of(policy()), rulebook());
    }

    private Rulebook rulebook() {
        List<EntitlementId> permitted = containers.stream()
                .flatMap(container -> container.entitlements().stream())
                .map(EntitlementId::base)
                .distinct()
                .toList();
        return new Rulebook(
                CATALOGUE,
                Policies.of(List.of(policy())),
                Bundle.of(CATALOGUE, permitted, delivery),
                delivery,
                "sha256:0",
                List.of());
    }

    private Policy policy() {
        List<EntitlementId> lent =
                ephemeral.stream().map(name -> new EntitlementId(name, "")).toList();
        return new Policy(
                "shop",
                Match.ALL,
                List.of(),
                allow.stream().map(NamePattern::of).toList(),
                lent,
                Mode.ENFORCE,
                OnExcess.REFUSE,
                0,
                List.of());
    }

    static List<FieldValue> values(String list, String field, String... texts) {
        List<FieldValue> values = new ArrayList<>();
        for (String text : texts) {
            String path = field.isEmpty() ? list + "[" + text + "]" : list + "[" + values.size() + "]." + field;
            values.add(new FieldValue(path, text));
        }
        return values;
    }
}
