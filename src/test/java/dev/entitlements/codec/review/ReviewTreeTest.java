package dev.entitlements.codec.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Issue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTreeTest {
    @Test
    void holdsNoManagedFields() {
        assertThat(object("{\"metadata\":{\"managedFields\":[{\"f:spec\":{}}],\"name\":\"web\"}}"))
                .isEqualTo("{\"metadata\":{\"managedFields\":null,\"name\":\"web\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"containers", "initContainers", "ephemeralContainers"})
    void holdsNoEnvironment(String list) {
        assertThat(object("{\"spec\":{\"" + list
                        + "\":[{\"env\":[{\"name\":\"A\",\"value\":\"s3cret\"}],\"name\":\"a\"}]}}"))
                .isEqualTo("{\"spec\":{\"" + list + "\":[{\"env\":null,\"name\":\"a\"}]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"env\":{\"a\":1}}",
                "{\"managedFields\":{\"a\":1}}",
                "{\"metadata\":{\"labels\":{\"managedFields\":\"x\",\"env\":\"y\"}}}",
                "{\"metadata\":[{\"managedFields\":[1]}]}",
                "{\"spec\":{\"containers\":{\"env\":[1]}}}",
                "{\"spec\":{\"containers\":[{\"securityContext\":{\"env\":[1]}}]}}",
                "{\"spec\":{\"containers\":[[{\"env\":[1]}]]}}",
                "{\"spec\":{\"volumes\":[{\"env\":[1]}]}}"
            })
    void keepsKeysOfThatNameElsewhere(String object) {
        assertThat(object(object)).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "7", "true", "null", "{}", "[]"})
    void passesOverWhateverStandsThere(String value) {
        assertThat(object("{\"spec\":{\"containers\":[{\"env\":" + value + ",\"name\":\"a\"}]}}"))
                .isEqualTo("{\"spec\":{\"containers\":[{\"env\":null,\"name\":\"a\"}]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[}", "{]", "[{]}]", "[\"", "[\"]", "[[]", "nul", "]"})
    void refusesWhatHasNoEndThere(String value) {
        assertThat(problem("{\"metadata\":{\"managedFields\":" + value + "}}"))
                .isIn("the text is not JSON", "the text ends in the middle of a value");
    }

    @Test
    void asksForNothingButTheEndThere() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        for (String value : List.of("[1,]", "{\"a\"}", "{\"a\":1,\"a\":2}", deep)) {
            assertThat(object("{\"metadata\":{\"managedFields\":" + value + ",\"name\":\"web\"}}"))
                    .isEqualTo("{\"metadata\":{\"managedFields\":null,\"name\":\"web\"}}");
        }
    }

    @ParameterizedTest
    @CsvSource({"metadata,ownerReferences", "spec,affinity", "spec,tolerations", "spec,topologySpreadConstraints"})
    void leavesOutWhatNoRuleReads(String parent, String key) {
        assertThat(object("{\"" + parent + "\":{\"" + key + "\":[{\"a\":\"b\"}],\"name\":\"web\"}}"))
                .isEqualTo("{\"" + parent + "\":{\"" + key + "\":null,\"name\":\"web\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"args", "command", "env"})
    void leavesOutWhatAContainerRuns(String key) {
        assertThat(object("{\"spec\":{\"initContainers\":[{\"" + key + "\":[\"a\"],\"name\":\"a\"}]}}"))
                .isEqualTo("{\"spec\":{\"initContainers\":[{\"" + key + "\":null,\"name\":\"a\"}]}}");
    }

    @Test
    void refusesMoreThanATreeShouldHold() {
        String many = "[" + "\"a\",".repeat(250_000) + "\"a\"]";
        assertThat(problem("{\"metadata\":{\"finalizers\":" + many + "}}")).isEqualTo("the text goes beyond a limit");
    }

    @Test
    void refusesTheKeyItselfTwice() {
        assertThat(problem("{\"metadata\":{\"managedFields\":[],\"managedFields\":[]}}"))
                .isEqualTo("an object has the same key twice");
    }

    private static byte[] review(String object) {
        return ("{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\","
                        + "\"kind\":{\"kind\":\"Pod\"},\"resource\":{\"resource\":\"pods\"},\"operation\":\"CREATE\","
                        + "\"object\":" + object + "}}")
                .getBytes(UTF_8);
    }

    private static String object(String object) {
        return ReviewReader.read(review(object))
                .fold(review -> review.object().toString(), issues -> issues.toString());
    }

    private static String problem(String object) {
        return ReviewReader.read(review(object)).fold(Review::toString, issues -> issues.stream()
                .map(Issue::message)
                .findFirst()
                .orElse(""));
    }
}
