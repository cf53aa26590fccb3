package dev.entitlements.shell.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doors say to callers that are no API server, or one of another age. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
class ProtocolTest {
    private static final int LIMIT = 3 * 1024 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"/mutate", "/validate"})
    void refusesOtherContentTypes(String door) {
        Response response = post(door, "text/plain", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mutate", "/validate"})
    void refusesOtherMethods(String door) {
        Response response = given().relaxedHTTPSValidation().get(Ports.door(door));

        assertThat(response.statusCode()).isEqualTo(405);
    }

    static Stream<Arguments> garbage() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("white space", "  \n "),
                Arguments.of("no JSON", "kind: AdmissionReview"),
                Arguments.of("half an object", "{\"apiVersion\":\"admission.k8s.io/v1\""),
                Arguments.of("a list", "[]"),
                Arguments.of("null", "null"),
                Arguments.of("a number", "1e999999999"),
                Arguments.of("an empty object", "{}"),
                Arguments.of("a pod", "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}"),
                Arguments.of("v1beta1", Reviews.pod("{}").replace("admission.k8s.io/v1", "admission.k8s.io/v1beta1")),
                Arguments.of("no request", "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}"),
                Arguments.of("no uid", Reviews.pod("{}").replace("\"uid\"", "\"gid\"")),
                Arguments.of("a uid that is a number", Reviews.pod("{}").replace("\"u-1\"", "1")),
                Arguments.of("a key twice", Reviews.pod("{\"kind\":\"Pod\",\"kind\":\"Pod\"}")),
                Arguments.of("more after the end", Reviews.pod("{}") + "{}"),
                Arguments.of("deep nesting", Reviews.pod("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}")),
                Arguments.of("deeper nesting", "[".repeat(1_000_000)),
                Arguments.of("an object that is a string", Reviews.pod("\"pod\"")),
                Arguments.of("a byte order mark", "\ufeff{"),
                Arguments.of("a lone surrogate", "{\"a\":\"\ud800\"}"),
                Arguments.of("zero bytes", "\0\0\0\0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void answersGarbageWithItsReason(String what, String body) {
        Response response = post("/validate", "application/json", body.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.jsonPath().getString("errors[0].message")).isNotBlank();
        assertThat(response.asString()).doesNotContain("dev.entitlements", "com.fasterxml", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mutate", "/validate"})
    void readsBodiesUpToTheLimit(String door) {
        byte[] body = new byte[LIMIT];
        Arrays.fill(body, (byte) ' ');

        Response response = post(door, "application/json", body);

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private static Response post(String door, String type, byte[] body) {
        return given().relaxedHTTPSValidation()
                .header("Content-Type", type)
                .body(body)
                .post(Ports.door(door));
    }
}
