package dev.entitlements.codec.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.codec.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The log keeps to what the schema of SARIF 2.1.0 says of the objects that are in it. */
class SarifTest {
    private final JsonNode log = log(SurveyTest.survey());

    @Test
    void namesItsVersionAndSchema() {
        assertThat(keys(log)).containsExactlyInAnyOrder("$schema", "version", "runs");
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        assertThat(log.path("$schema").asText()).endsWith("/sarif-schema-2.1.0.json");
        assertThat(log.path("runs")).hasSize(1);
    }

    @Test
    void hasARuleForEachCode() {
        JsonNode driver = log.at("/runs/0/tool/driver");
        assertThat(driver.path("name").asText()).isEqualTo("kube-entitlements");
        assertThat(driver.path("rules").findValuesAsText("id"))
                .containsExactly("HOST_PID_NOT_GRANTED", "NEVER_DECIDED", "SECCOMP_NOT_GRANTED");
        assertThat(driver.path("rules")).allSatisfy(rule -> {
            assertThat(keys(rule)).isSubsetOf("id", "shortDescription", "defaultConfiguration");
            assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty();
            assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("none", "note", "warning", "error");
        });
    }

    @Test
    void saysHowMuchItLeavesOut() {
        assertThat(log.at("/runs/0/properties/observationsLeftOut").isInt()).isTrue();
        assertThat(log.at("/runs/0/properties/observationsLeftOut").intValue()).isZero();
        assertThat(log.at("/runs/0/invocations/0/toolExecutionNotifications").isArray())
                .isTrue();
        assertThat(log.at("/runs/0/invocations/0/toolExecutionNotifications")).isEmpty();
    }

    @Test
    void saysOfWhomItLeavesOutHowMuch() {
        Survey survey = SurveyTest.survey();
        survey.add(
                SurveyTest.pod(
                        "busy",
                        "busy-1",
                        IntStream.range(0, OwnerSummary.MOST + 7)
                                .mapToObj(SurveyTest::numbered)
                                .toArray(Observation[]::new)),
                "");

        JsonNode run = log(survey).path("runs").get(0);

        assertThat(run.at("/properties/observationsLeftOut").intValue()).isEqualTo(7);
        assertThat(run.at("/invocations/0/executionSuccessful").booleanValue()).isTrue();
        assertThat(run.at("/invocations/0/toolExecutionNotifications"))
                .singleElement()
                .satisfies(notification -> {
                    assertThat(keys(notification)).containsExactlyInAnyOrder("level", "message");
                    assertThat(notification.at("/message/text").asText())
                            .isEqualTo("Deployment pay/busy: 7 more than the 50 that are listed");
                });
    }

    @Test
    void hasAResultForEachOwnerAndFinding() {
        JsonNode run = log.at("/runs/0");
        assertThat(keys(run)).isSubsetOf("tool", "invocations", "results", "properties");
        assertThat(run.path("results")).hasSize(3).allSatisfy(result -> {
            assertThat(keys(result))
                    .isSubsetOf(
                            "ruleId",
                            "ruleIndex",
                            "level",
                            "message",
                            "locations",
                            "occurrenceCount",
                            "partialFingerprints",
                            "properties");
            assertThat(run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt() + "/id"))
                    .isEqualTo(result.path("ruleId"));
            assertThat(result.path("level").asText()).isIn("none", "note", "warning", "error");
            assertThat(result.at("/message/text").asText()).isNotEmpty();
            assertThat(result.path("occurrenceCount").asInt()).isPositive();
            assertThat(result.path("partialFingerprints")).isNotEmpty().allMatch(JsonNode::isTextual);
            assertThat(result.path("locations")).hasSize(1).allSatisfy(place -> {
                assertThat(keys(place)).isSubsetOf("physicalLocation", "logicalLocations");
                assertThat(keys(place.at("/logicalLocations/0")))
                        .containsExactlyInAnyOrder("name", "fullyQualifiedName", "kind");
            });
        });
    }

    @Test
    void namesFilesAsUrisAndClustersNotAtAll() {
        JsonNode results = log.at("/runs/0/results");

        assertThat(results.at("/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("dump%20dir/pods.json");
        assertThat(results.at("/2/locations/0").has("physicalLocation")).isFalse();
        assertThat(results.at("/0/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo("pay/Deployment/web/spec.hostPID");
        assertThat(results.findValuesAsText("level")).containsExactly("error", "error", "note");
    }

    @Test
    void isValidWhereNothingWasFound() {
        JsonNode empty = log(new Survey());

        assertThat(empty.at("/runs/0/results").isArray()).isTrue();
        assertThat(empty.at("/runs/0/tool/driver/rules").isArray()).isTrue();
    }

    private static Set<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).doesNotHaveDuplicates();
        return Set.copyOf(keys);
    }

    private static JsonNode log(Survey survey) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            try (JsonGenerator json = PrettyJson.generator(bytes)) {
                Sarif.write(json, survey, new Sarif.Tool("1.0", "sha256:1"));
            }
            return Json.MAPPER.readTree(bytes.toByteArray());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
