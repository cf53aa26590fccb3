package dev.entitlements.shell.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doors say to the API server. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
class DecisionTest {
    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"%s},
            "spec":{"containers":[{"name":"app","image":"app:1"%s}]}}""";
    private static final String PLAIN = POD.formatted("", "");
    private static final String PRIVILEGED = POD.formatted("", ",\"securityContext\":{\"privileged\":true}");

    @Test
    void writesSettingsIntoANewPod() {
        JsonPath answer = review("/mutate", Reviews.pod(PLAIN));

        assertThat(answer.getString("response.uid")).isEqualTo("u-1");
        assertThat(answer.getBoolean("response.allowed")).isTrue();
        assertThat(answer.getString("response.patchType")).isEqualTo("JSONPatch");
        assertThat(patch(answer)).contains("/spec/containers/0/securityContext");
    }

    @Test
    void refusesPowerThatIsNotGranted() {
        JsonPath answer = review("/validate", Reviews.pod(PRIVILEGED));

        assertThat(answer.getBoolean("response.allowed")).isFalse();
        assertThat(answer.getInt("response.status.code")).isEqualTo(403);
        assertThat(answer.getString("response.status.message"))
                .contains("app.securityContext.privileged: `privileged: true` is not granted");
        assertThat(answer.getString("response.patchType")).isNull();
    }

    @Test
    void refusesUnknownNamesBeforeAnythingIsWritten() {
        String pod = POD.formatted(",\"annotations\":{\"entitlements.dev/pod\":\"network.usr\"}", "");

        JsonPath answer = review("/mutate", Reviews.pod(pod));

        assertThat(answer.getBoolean("response.allowed")).isFalse();
        assertThat(answer.getString("response.status.message")).contains("`network.usr`", "`network.user`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mutate", "/validate"})
    void answersReviewsThatHoldNoReadablePod(String door) {
        JsonPath answer = review(door, Reviews.pod("{\"spec\":7}"));

        assertThat(answer.getString("response.uid")).isEqualTo("u-1");
        assertThat(answer.getBoolean("response.allowed")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mutate", "/validate"})
    void answersReviewsTooLargeForTheEventLoop(String door) {
        String pod = POD.formatted(",\"annotations\":{\"note\":\"" + "x".repeat(1024 * 1024) + "\"}", "");

        JsonPath answer = review(door, Reviews.pod(pod));

        assertThat(answer.getString("response.uid")).isEqualTo("u-1");
    }

    @Test
    void countsWhatItDecided() {
        review("/validate", Reviews.pod(PRIVILEGED));

        String metrics = given().get(Ports.management("/q/metrics")).asString();

        assertThat(metrics)
                .containsPattern("entitlements_decisions_total\\{door=\"validate\",mode=\"enforce\",reason=\"[A-Z_]+\","
                        + "result=\"refused\"")
                .contains("entitlements_decision_seconds_bucket{door=\"validate\"");
    }

    private static String patch(JsonPath answer) {
        return new String(Base64.getDecoder().decode(answer.getString("response.patch")), StandardCharsets.UTF_8);
    }

    private static JsonPath review(String door, String review) {
        Response response = given().relaxedHTTPSValidation()
                .header("Content-Type", "application/json")
                .body(review.getBytes(StandardCharsets.UTF_8))
                .post(Ports.door(door));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.jsonPath();
    }
}
