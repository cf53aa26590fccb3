package dev.entitlements.shell.observe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What the management port shows. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
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
    void isReadyAndSaysByWhichRulebook() {
        Response response = get("/q/health/ready");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("checks.find { it.name == 'rulebook' }.data.revision"))
                .startsWith("sha256:");
        assertThat(response.jsonPath().getString("checks.find { it.name == 'rulebook' }.data.policies"))
                .isEqualTo("everything,production");
    }

    @Test
    void showsTheRevisionInForce() {
        String revision =
                get("/q/health/ready").jsonPath().getString("checks.find { it.name == 'rulebook' }.data.revision");

        String metrics = get("/q/metrics").asString();

        assertThat(metrics).contains("entitlements_rulebook_info{revision=\"" + revision + "\"");
    }

    @Test
    void answersNoReviews() {
        Response response = given().contentType("application/json").body("{}").post(Ports.management("/validate"));

        assertThat(response.statusCode()).isEqualTo(404);
    }

    private static Response get(String path) {
        return given().get(Ports.management(path));
    }
}
