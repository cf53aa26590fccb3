package dev.entitlements.shell.observe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What the management port shows. */
@QuarkusTest
class ManagementTest {
    @Test
    void isAliveAndStarted() {
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/q/health/started").statusCode()).isEqualTo(200);
    }

    @Test
    void countsEverySortOfFailureFromTheStart() {
        Response response = get("/q/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.asString())
                .contains("entitlements_failures_total{door=\"validate\",reason=\"bug\"")
                .contains("entitlements_rulebook_reload_failures_total")
                .contains("entitlements_rulebook_age_seconds");
    }

    @Test
    void answersNoReviews() {
        Response response = given().contentType("application/json").body("{}").post(at("/validate"));

        assertThat(response.statusCode()).isEqualTo(404);
    }

    private static Response get(String path) {
        return given().get(at(path));
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class)
                + path;
    }
}
