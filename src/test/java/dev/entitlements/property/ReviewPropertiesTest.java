package dev.entitlements.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.NamespaceFacts;
import dev.entitlements.admit.ReviewAdmission;
import dev.entitlements.admit.ReviewCase;
import dev.entitlements.admit.Rules;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewAnswer;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.codec.review.ReviewWriter;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever bytes come in at either door: an answer goes out, never an exception. */
class ReviewPropertiesTest {
    private static final int ROUNDS = 3000;

    @Test
    void randomBytesAreNoReview() {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);

            Parsed<Review> read = ReviewReader.read(bytes);

            assertThat(read.<Boolean>fold(review -> false, issues -> !issues.isEmpty()))
                    .isTrue();
        }
    }

    @Test
    void spoiledReviewsAreUnreadableOrAnswered() throws IOException {
        Random random = new Random(8);
        RandomPods pods = new RandomPods(8);
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = text(ReviewCase.create(pods.pod()).request()).getBytes(StandardCharsets.UTF_8);
            for (int spoils = 1 + random.nextInt(3); spoils > 0; spoils--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }

            outcomes.merge(outcome(ReviewReader.read(bytes)), 1, Integer::sum);
        }
        assertThat(outcomes).containsKeys("unreadable", "refused", "allowed");
    }

    @Test
    void bentReviewsAreUnreadableOrAnswered() throws IOException {
        Random random = new Random(9);
        RandomPods pods = new RandomPods(9);
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            ObjectNode request = bentRequest(pods, random);

            outcomes.merge(outcome(ReviewReader.read(text(request).getBytes(StandardCharsets.UTF_8))), 1, Integer::sum);
        }
        assertThat(outcomes).containsKeys("unreadable", "refused", "allowed");
    }

    private static ObjectNode bentRequest(RandomPods pods, Random random) {
        ObjectNode pod = pods.pod();
        ObjectNode bent = pod.deepCopy();
        for (int bends = 1 + random.nextInt(3); bends > 0; bends--) {
            bend(bent, random);
        }
        ReviewCase asked = random.nextBoolean() ? ReviewCase.create(bent) : ReviewCase.update(pod, bent);
        if (random.nextInt(3) == 0) {
            asked = asked.through(List.of("ephemeralcontainers", "status", "binding", "resize", "future")
                    .get(random.nextInt(5)));
        }
        if (random.nextInt(4) == 0) {
            asked = asked.about(List.of("apps/deployments/Deployment", "batch/cronjobs/CronJob", "/bindings/Binding")
                    .get(random.nextInt(3)));
        }
        ObjectNode request = asked.request().deepCopy();
        if (random.nextInt(4) == 0) {
            bend(request, random);
        }
        return request;
    }

    private static String outcome(Parsed<Review> read) throws IOException {
        if (!(read instanceof Parsed.Good<Review> good)) {
            return "unreadable";
        }
        Review review = good.value();
        ReviewAnswer mutated =
                ReviewAdmission.mutate(review, NamespaceFacts.labelled(Map.of()), Rules.TODAY, Rules.examples());
        ReviewAnswer validated =
                ReviewAdmission.validate(review, NamespaceFacts.labelled(Map.of()), Rules.TODAY, Rules.examples());
        for (ReviewAnswer answer : List.of(mutated, validated)) {
            JsonNode written = Json.MAPPER.readTree(ReviewWriter.write(review.uid(), answer));
            assertThat(written.at("/response/uid").asText()).isEqualTo(review.uid());
            assertThat(answer.allowed() || answer.code() == 403).isTrue();
            assertThat(answer.allowed() || !answer.message().isBlank()).isTrue();
        }
        return validated.allowed() ? "allowed" : "refused";
    }

    private static String text(ObjectNode request) throws IOException {
        ObjectNode body =
                request.objectNode().put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        body.set("request", request);
        return Json.MAPPER.writeValueAsString(body);
    }

    private static void bend(JsonNode tree, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode chosen = containers.get(random.nextInt(containers.size()));
        if (chosen instanceof ObjectNode object && !object.isEmpty()) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            object.set(keys.get(random.nextInt(keys.size())), value(object, random));
        } else if (chosen instanceof ArrayNode array) {
            array.insert(random.nextInt(array.size() + 1), value(array, random));
        }
    }

    private static void collect(JsonNode tree, List<JsonNode> containers) {
        if (tree.isContainerNode()) {
            containers.add(tree);
            tree.forEach(child -> collect(child, containers));
        }
    }

    private static JsonNode value(JsonNode tree, Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1 -> Json.MAPPER.createArrayNode();
            case 2 -> Json.MAPPER.createObjectNode();
            case 3 -> Json.MAPPER.createArrayNode().addNull().add("x");
            case 4 -> Json.MAPPER.getNodeFactory().numberNode(-1);
            case 5 -> Json.MAPPER.getNodeFactory().numberNode(1e300);
            case 6 -> Json.MAPPER.getNodeFactory().textNode("\ud800\u0000,=");
            case 7 -> Json.MAPPER.getNodeFactory().textNode("");
            default -> tree.deepCopy();
        };
    }
}
