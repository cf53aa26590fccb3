package dev.entitlements.shell.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.NamespaceFacts.Isolation;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.codec.review.Likeness;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.codec.review.ReviewWriter;
import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.observe.Subject;
import dev.entitlements.shell.observe.Told;
import dev.entitlements.shell.rules.DeliveryState;
import dev.entitlements.shell.rules.EarlyReading;
import dev.entitlements.shell.rules.RulebookState;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An answer that is given again is the one that would be decided, whatever changed in between. */
class RepeatsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Rulebook EXAMPLES = rulebook("profiles/policies/examples");
    private static final List<Rulebook> RULEBOOKS =
            List.of(EXAMPLES, rulebook("profiles/policies/examples"), rulebook("src/test/resources/server/policies"));
    private static final DeliveryState NOTHING_UNDER_WAY =
            new DeliveryState(null, Instant.EPOCH, List.of(), Instant.EPOCH, 0);
    private static final String VOLUMES = """
            "volumes":[{"name":"data","emptyDir":{}},{"name":"kube-api-access-LETTERS","projected":{"sources":[\
            {"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},\
            {"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},\
            {"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":\
            "metadata.namespace"}}]}}],"defaultMode":420}}],""";
    private static final String MOUNT = "{\"name\":\"kube-api-access-LETTERS\",\"readOnly\":true,"
            + "\"mountPath\":\"/var/run/secrets/kubernetes.io/serviceaccount\"}";
    private static final String PLAIN = container("", MOUNT);
    private static final List<String> PODS = List.of(
            pod("network.user", VOLUMES + "\"containers\":[" + PLAIN + "]"),
            pod("network.user", "\"containers\":[" + container("", "") + "]"),
            pod("network.none, api.access=kubernetes:all:allow", VOLUMES + "\"containers\":[" + PLAIN + "]"),
            pod("api.access=kubernetes:all:deny", VOLUMES + "\"containers\":[" + PLAIN + "]"),
            pod("network.bind", VOLUMES + "\"initContainers\":[" + PLAIN + "],\"containers\":[" + PLAIN + "]"),
            pod("network.usr", VOLUMES + "\"containers\":[" + PLAIN + "]"),
            pod("network.user", VOLUMES + "\"containers\":[" + container("\"privileged\":true", MOUNT) + "]"),
            // a token that is mounted elsewhere is told by its volume's name
            pod(
                    "network.user",
                    VOLUMES + "\"containers\":[" + PLAIN.replace("/var/run/secrets/kubernetes.io", "/else") + "]"),
            pod(
                    "network.user",
                    VOLUMES.replace("\"emptyDir\":{}", "\"hostPath\":{\"path\":\"/\"}") + "\"containers\":["
                            + container("", MOUNT + ",{\"name\":\"data\",\"mountPath\":\"/d\"}") + "]"));
    private static final List<NamespaceFacts> NAMESPACES = List.of(
            new NamespaceFacts(Map.of("tier", "dev"), Isolation.PRESENT),
            new NamespaceFacts(Map.of("tier", "dev"), Isolation.ABSENT),
            new NamespaceFacts(Map.of("tier", "prod"), Isolation.ABSENT));

    private final Repeats repeats = new Repeats();
    private int again;

    @Test
    void givesAgainWhatWouldBeDecided() {
        Random random = new Random(20261130);
        Rulebook rulebook = EXAMPLES;
        repeats.inForce(state(rulebook));
        for (int step = 0; step < 6000; step++) {
            if (random.nextInt(200) == 0) {
                rulebook = RULEBOOKS.get(random.nextInt(RULEBOOKS.size()));
                repeats.inForce(state(rulebook));
            }
            byte[] body = body(PODS.get(random.nextInt(PODS.size())), step);
            NamespaceFacts namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
            LocalDate today = TODAY.plusDays(random.nextInt(100) / 99);

            byte[] answer = answer(body, namespace, today, rulebook);

            assertThat(new String(answer, UTF_8))
                    .as("step %d", step)
                    .isEqualTo(new String(decided(body, namespace, today, rulebook), UTF_8));
        }
        assertThat(again).isGreaterThan(1000);
    }

    @Test
    void waitsForTheSecondTimeAndThenKnows() {
        repeats.inForce(state(EXAMPLES));
        for (int time = 0; time < 5; time++) {
            answer(body(PODS.get(0), time), NAMESPACES.get(0), TODAY, EXAMPLES);
        }
        assertThat(again).isEqualTo(3);
    }

    @Test
    void knowsNothingOfAnotherRulebookAlthoughItSaysTheSame() {
        Likeness body = kept();
        assertThat(repeats.find(body, EXAMPLES)).isPresent();

        assertThat(repeats.find(body, RULEBOOKS.get(1))).isEmpty();
        Rulebook again = EXAMPLES.withEarlier(List.of());
        repeats.inForce(state(again));
        assertThat(repeats.find(body, again)).as("looked at again").isPresent();
        assertThat(repeats.find(body, EXAMPLES.withEarlier(List.of(EXAMPLES.bundle()))))
                .as("that knows another bundle")
                .isEmpty();
        repeats.inForce(state(RULEBOOKS.get(1)));
        assertThat(repeats.find(body, EXAMPLES)).isEmpty();
        assertThat(repeats.find(body, RULEBOOKS.get(1))).isEmpty();
    }

    @Test
    void holdsOnlyOnThatDayInThatNamespace() {
        Repeats.Known known = repeats.find(kept(), EXAMPLES).orElseThrow();

        assertThat(known.holds(NAMESPACES.get(0), TODAY)).isTrue();
        assertThat(known.holds(NAMESPACES.get(0), TODAY.plusDays(1))).isFalse();
        assertThat(known.holds(NAMESPACES.get(1), TODAY)).isFalse();
        assertThat(known.holds(NAMESPACES.get(2), TODAY)).isFalse();
    }

    @Test
    void keepsNothingThatIsLarge() {
        Likeness question = kept();
        Repeats.Known known = repeats.find(question, EXAMPLES).orElseThrow();
        repeats.inForce(state(RULEBOOKS.get(1)));

        repeats.keep(question, with(known, Repeats.LARGEST + 1), RULEBOOKS.get(1));
        assertThat(repeats.find(question, RULEBOOKS.get(1))).isEmpty();
        repeats.keep(question, with(known, Repeats.LARGEST), RULEBOOKS.get(1));
        assertThat(repeats.find(question, RULEBOOKS.get(1))).isPresent();
    }

    private static Repeats.Known with(Repeats.Known known, int bytes) {
        return new Repeats.Known(
                known.question(),
                known.subject(),
                known.asksLabels(),
                known.namespace(),
                known.today(),
                known.told(),
                new byte[bytes]);
    }

    /** A question whose answer was kept. */
    private Likeness kept() {
        repeats.inForce(state(EXAMPLES));
        byte[] body = body(PODS.get(0), 1);
        answer(body, NAMESPACES.get(0), TODAY, EXAMPLES);
        answer(body, NAMESPACES.get(0), TODAY, EXAMPLES);
        return Likeness.of(body).orElseThrow();
    }

    private byte[] answer(byte[] body, NamespaceFacts namespace, LocalDate today, Rulebook rulebook) {
        Likeness question = Likeness.of(body).orElseThrow();
        Optional<Repeats.Known> known = repeats.find(question, rulebook).filter(found -> found.holds(namespace, today));
        if (known.isPresent()) {
            again++;
            return question.answer(known.get().answer());
        }
        Review review = review(body);
        ReviewAnswer answer = ReviewAdmission.mutate(review, namespace, today, rulebook);
        byte[] written = ReviewWriter.write(review.uid(), answer);
        if (repeats.comesAgain(question, rulebook) && question.isAnswered(review, answer, written)) {
            Repeats.Known kept = new Repeats.Known(
                    question.mark(), Subject.of(review), true, namespace, today, Told.of(answer), written);
            repeats.keep(question, kept, rulebook);
        }
        return written;
    }

    private static byte[] decided(byte[] body, NamespaceFacts namespace, LocalDate today, Rulebook rulebook) {
        Review review = review(body);
        return ReviewWriter.write(review.uid(), ReviewAdmission.mutate(review, namespace, today, rulebook));
    }

    private static Review review(byte[] body) {
        return ReviewReader.read(body).fold(read -> read, issues -> {
            throw new AssertionError(issues.toString());
        });
    }

    /** With a uid, letters of the token volume and a second that follow from the number. */
    private static byte[] body(String pod, int number) {
        String second = Integer.toString(number % 50 + 10);
        String letters = Integer.toString(36 * 36 * 36 * 36 + number, 36);
        return Reviews.repeated(pod.replace("LETTERS", letters).replace("SECOND", second), new UUID(7, number))
                .getBytes(UTF_8);
    }

    private static String pod(String names, String spec) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"web-","managedFields":[{"manager":\
                "kube-controller-manager","time":"2026-11-30T23:54:SECONDZ"}],"annotations":\
                {"entitlements.dev/pod":"%s"}},"spec":{%s}}""".formatted(names, spec);
    }

    private static String container(String security, String mounts) {
        return "{\"name\":\"app\",\"image\":\"app:1\",\"securityContext\":{%s},\"volumeMounts\":[%s]}"
                .formatted(security, mounts);
    }

    private static RulebookState state(Rulebook rulebook) {
        return new RulebookState(rulebook, Instant.EPOCH, List.of(), 1, 0, NOTHING_UNDER_WAY);
    }

    private static Rulebook rulebook(String policies) {
        RulebookCircumstances circumstances = new RulebookCircumstances(TODAY, Delivery.AGENT);
        return EarlyReading.make(Path.of("profiles/catalogue"), Path.of(policies), circumstances)
                .orElseThrow();
    }
}
