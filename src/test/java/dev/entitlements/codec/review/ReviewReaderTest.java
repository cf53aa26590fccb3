package dev.entitlements.codec.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Parsed;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewReaderTest {
    private static final String REVIEW = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{
              "uid":"705ab4f5","kind":{"group":"","version":"v1","kind":"Pod"},
              "resource":{"group":"","version":"v1","resource":"pods"},"subResource":"ephemeralcontainers",
              "requestKind":{"group":"","version":"v1","kind":"Pod"},
              "name":"web","namespace":"pay","operation":"UPDATE",
              "userInfo":{"username":"ada","uid":"1","groups":["dev","ops"]},
              "object":{"kind":"Pod","new":1},"oldObject":null,"dryRun":true,"options":{"kind":"UpdateOptions"}}}
            """;

    @Test
    void readsEveryPart() {
        Review review = good(REVIEW);

        assertThat(review.toString())
                .isEqualTo("Review[uid=705ab4f5, group=, kind=Pod, resource=pods, subResource=ephemeralcontainers,"
                        + " operation=UPDATE, namespace=pay, name=web, userName=ada, userGroups=[dev, ops],"
                        + " dryRun=true, object={\"kind\":\"Pod\",\"new\":1}, oldObject=]");
    }

    @Test
    void takesAnAbsentOrNullObjectAsMissing() {
        Review review = good(REVIEW.replace("{\"kind\":\"Pod\",\"new\":1}", "null"));

        assertThat(List.of(review.object().isMissingNode(), review.oldObject().isMissingNode()))
                .containsExactly(true, true);
    }

    @Test
    void needsNoNameAndNoNamespace() {
        Review review = good(REVIEW.replace("\"name\":\"web\",\"namespace\":\"pay\",", ""));

        assertThat(review.name() + review.namespace()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"705ab4f5\" | null | `request.uid` must be a string that is not empty",
                "\"705ab4f5\" | \"\" | `request.uid` must be a string that is not empty",
                "\"705ab4f5\" | 7 | `request.uid` must be a string that is not empty",
                "\"kind\":\"Pod\"} | \"kind\":[]} | `request.kind.kind` must be a string that is not empty",
                "\"UPDATE\" | false | `request.operation` must be a string that is not empty",
                "\"pods\" | {} | `request.resource.resource` must be a string that is not empty",
                "\"ephemeralcontainers\" | 1 | `request.subResource` must be a string",
                "\"pay\" | 1 | `request.namespace` must be a string",
                "\"ada\" | 1 | `request.userInfo.username` must be a string",
                "[\"dev\",\"ops\"] | [\"dev\",1] | `request.userInfo.groups` must be a list of strings",
                "[\"dev\",\"ops\"] | {\"a\":\"system:nodes\"} | `request.userInfo.groups` must be a list of strings",
                "[\"dev\",\"ops\"] | \"dev\" | `request.userInfo.groups` must be a list of strings",
                "\"dryRun\":true | \"dryRun\":\"true\" | `request.dryRun` must be true or false",
                "{\"kind\":\"Pod\",\"new\":1} | [] | `request.object` must be an object",
                "\"oldObject\":null | \"oldObject\":\"\" | `request.oldObject` must be an object",
                "admission.k8s.io/v1 | admission.k8s.io/v1beta1 | `apiVersion` must be `admission.k8s.io/v1`",
                "AdmissionReview | Review | `kind` must be `AdmissionReview`",
                "\"operation\" | \"uid\" | an object has the same key twice"
            })
    void refuses(String part, String instead, String message) {
        assertThat(problems(REVIEW.replace(part, instead))).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "[] | an AdmissionReview is an object",
                "null | an AdmissionReview is an object",
                "{} | `kind` must be `AdmissionReview`",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"} | `request` must be an object"
            })
    void refusesWhatIsNoReview(String body, String message) {
        assertThat(problems(body)).containsExactly(message);
    }

    @Test
    void refusesAnEndlessUid() {
        assertThat(problems(REVIEW.replace("705ab4f5", "u".repeat(257))))
                .containsExactly("`request.uid` must have at most 256 characters");
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThat(problems(REVIEW.replace("\"pay\"", "1").replace("\"ada\"", "2")))
                .containsExactly(
                        "`request.namespace` must be a string", "`request.userInfo.username` must be a string");
    }

    @Test
    void readsOrRefusesABentReviewAndCanAnswerWhatItRead() {
        Random random = new Random(5);
        byte[] alphabet = "{}[]\":,\\u0dnull1 ".getBytes(UTF_8);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] body = REVIEW.getBytes(UTF_8);
            for (int bends = random.nextInt(3); bends > 0; bends--) {
                boolean any = random.nextInt(4) == 0;
                body[random.nextInt(body.length)] =
                        any ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
            }
            read += ReviewReader.read(body)
                    .fold(
                            review -> ReviewWriter.write(review.uid(), ReviewAnswer.ignored()).length > 0 ? 1 : 0,
                            issues -> issues.isEmpty() ? 20_000 : 0);
        }
        assertThat(read).isBetween(7_000, 19_000);
    }

    private static Review good(String body) {
        Parsed<Review> parsed = ReviewReader.read(body.getBytes(UTF_8));
        return parsed.fold(review -> review, issues -> {
            throw new AssertionError(issues);
        });
    }

    private static List<String> problems(String body) {
        return ReviewReader.read(body.getBytes(UTF_8)).fold(review -> List.of(), issues -> issues.stream()
                .map(Issue::message)
                .toList());
    }
}
