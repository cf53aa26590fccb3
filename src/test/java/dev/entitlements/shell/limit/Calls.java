package dev.entitlements.shell.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;

/** Somebody who asks while others are in the way. */
final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 200;

    private Calls() {}

    /** Asks again while the answer is another: what was held before may be let go of a moment later. */
    static Response await(byte[] body, int status) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        Response response = post(body);
        while (response.statusCode() != status && Instant.now().isBefore(end)) {
            Thread.sleep(PAUSE_MILLIS);
            response = post(body);
        }
        assertThat(response.statusCode()).isEqualTo(status);
        return response;
    }

    /** Sends this as a review. */
    static Response post(byte[] body) {
        return given().relaxedHTTPSValidation()
                .header("Content-Type", "application/json")
                // a client of its own for each call would keep its connection
                .header("Connection", "close")
                .body(body)
                .post(Ports.door("/mutate"));
    }

    /** How often something was turned away for this reason. */
    static double shed(String reason) {
        return Ports.metric("entitlements_shed_total{reason=\"" + reason + "\"}");
    }
}
