package dev.entitlements.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Given;
import dev.entitlements.admit.ReviewCase;
import dev.entitlements.admit.ReviewCase.Answer;
import dev.entitlements.admit.Rules;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we write ourselves, we admit: for every delivery, for every name, in every sort of container. */
class OwnOutputPropertiesTest {
    private static final int ROUNDS = 400;
    private static final String[] POLICIES = {
        Rules.policy("shop", """
            match: {namespaces: [shop]}
            default: [network.user, security.root, "api.access=kubernetes:all:allow"]
            allow: ["network.*", "security.*", "host.*.*", host.files.view=/var/log, host.files.view=/proc, host.files.admin=/opt/cni,
              "api.*", "sandbox.*"]
            ephemeral: [security.debug, security.memory-lock]
            """),
        Rules.policy(
                "others", "onExcess: strip\nallow: [network.bind, security.memory-lock]\nephemeral: [security.debug]\n")
    };

    static Stream<Rulebook> rulebooks() {
        return Stream.of(
                Rules.of(POLICIES),
                Rules.delivered(new Delivery(Delivery.Channel.AGENT, Delivery.AppArmor.OFF), POLICIES),
                Rules.delivered(new Delivery(Delivery.Channel.SPO, Delivery.AppArmor.OFF), POLICIES),
                Rules.delivered(new Delivery(Delivery.Channel.NONE, Delivery.AppArmor.OFF), POLICIES));
    }

    @ParameterizedTest
    @MethodSource("rulebooks")
    void podsThatDeclareNothingAreAdmittedWithWhateverNamesTheyMayAskFor(Rulebook rulebook) {
        RandomPods pods = new RandomPods(10);
        int admitted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode pod = bare(pods);
            ReviewCase asked = ReviewCase.create(pod).in(round % 3 == 0 ? "elsewhere" : "shop");

            Answer first = asked.mutate(rulebook);
            Answer second = asked.mutated(rulebook).validate(rulebook);

            if (first.allowed()) {
                admitted++;
                assertThat(second.message()).as("%s", pod).isEmpty();
                assertThat(asked.mutated(rulebook).mutate(rulebook).patch()).isEmpty();
            }
        }
        assertThat(admitted).isGreaterThan(ROUNDS / 4);
    }

    @ParameterizedTest
    @MethodSource("rulebooks")
    void ephemeralContainersAreDecidedOnceAndForAll(Rulebook rulebook) {
        RandomPods pods = new RandomPods(11);
        int admitted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String namespace = round % 3 == 0 ? "elsewhere" : "shop";
            JsonNode running = ReviewCase.create(bare(pods))
                    .in(namespace)
                    .mutated(rulebook)
                    .object();
            ReviewCase asked = ReviewCase.update(running, with(running, debugger(pods.random())))
                    .in(namespace)
                    .through("ephemeralcontainers");

            Answer answer = asked.admit(rulebook);

            if (answer.allowed()) {
                admitted++;
                assertThat(asked.mutated(rulebook).mutate(rulebook).patch())
                        .as("%s", asked.object())
                        .isEmpty();
            }
        }
        assertThat(admitted).isGreaterThan(ROUNDS / 8);
    }

    @Test
    void whateverOfTheStrippableIsDeclaredTogetherIsStripped() {
        Rulebook rulebook = Rules.of(AdmissionPropertiesTest.STRIP);
        Random random = new Random(12);
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode pod = strippable(random);
            ReviewCase asked = ReviewCase.create(pod);

            Answer answer = asked.admit(rulebook);

            assertThat(answer.message()).as("%s", pod).isEmpty();
            assertThat(asked.mutated(rulebook).mutate(rulebook).patch()).isEmpty();
        }
    }

    private static ObjectNode strippable(Random random) {
        ObjectNode pod = Given.pod(random.nextBoolean() ? "host.users.none" : "");
        ObjectNode spec = (ObjectNode) pod.get("spec");
        set(spec, random, "hostNetwork: true", "hostPID: true", "hostIPC: true", "hostUsers: true");
        set(
                spec.putObject("securityContext"),
                random,
                "seccompProfile: {type: Unconfined}",
                "seccompProfile: {type: Localhost, localhostProfile: x}",
                "appArmorProfile: {type: Unconfined}");
        spec.putArray("initContainers").add(Given.object("{name: init, image: init}"));
        for (JsonNode container : List.of(spec.at("/containers/0"), spec.at("/initContainers/0"))) {
            set((ObjectNode) container, random, "ports: [{containerPort: 80}, {containerPort: 81, hostPort: 81}]");
            set(
                    ((ObjectNode) container).putObject("securityContext"),
                    random,
                    "privileged: true",
                    "allowPrivilegeEscalation: true",
                    "capabilities: {add: [SYS_ADMIN, ALL, chown, NOPE], drop: [KILL]}",
                    "seccompProfile: {type: Unconfined}",
                    "appArmorProfile: {type: Localhost, localhostProfile: lax}");
        }
        set(
                (ObjectNode) pod.at("/metadata/annotations"),
                random,
                "container.apparmor.security.beta.kubernetes.io/app: unconfined",
                "container.apparmor.security.beta.kubernetes.io/init: localhost/z");
        return pod;
    }

    /** Declares each of these or not. */
    private static void set(ObjectNode object, Random random, String... fields) {
        for (String field : fields) {
            if (random.nextInt(3) == 0) {
                object.setAll(Given.object("{" + field + "}"));
            }
        }
    }

    private static ObjectNode bare(RandomPods pods) {
        ObjectNode pod = pods.dense(0).podAsking(pods.names());
        if (pods.random().nextBoolean()) {
            ((ObjectNode) pod.at("/metadata/annotations"))
                    .put("container.entitlements.dev/app", String.join(",", pods.names()));
        }
        if (pods.random().nextInt(8) == 0) {
            ((ObjectNode) pod.get("spec")).set("os", Given.object("{name: windows}"));
        }
        ((ObjectNode) pod.get("spec")).remove("ephemeralContainers");
        return pod;
    }

    private static ObjectNode debugger(Random random) {
        ObjectNode container = Given.object("{name: debug, image: busybox}");
        if (random.nextBoolean()) {
            container.put("targetContainerName", "app");
        }
        List<String> contexts = List.of(
                "{}",
                "{capabilities: {add: [SYS_PTRACE]}}",
                "{capabilities: {add: [SYS_PTRACE, IPC_LOCK], drop: [ALL]}}",
                "{capabilities: {add: [IPC_LOCK]}, runAsUser: 0}",
                "{capabilities: {add: [SYS_ADMIN]}}",
                "{capabilities: {drop: [CHOWN]}}",
                "{privileged: true}",
                "{seccompProfile: {type: Unconfined}, runAsNonRoot: true}");
        container.set("securityContext", Given.object(contexts.get(random.nextInt(contexts.size()))));
        return container;
    }

    private static ObjectNode with(JsonNode running, ObjectNode debugger) {
        ObjectNode copy = running.deepCopy();
        copy.withArray("/spec/ephemeralContainers").add(debugger);
        return copy;
    }
}
