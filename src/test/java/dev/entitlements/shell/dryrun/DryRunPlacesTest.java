package dev.entitlements.shell.dryrun;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Dry runs leave processors to reviews. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
class DryRunPlacesTest {
    private static final String POD =
            "{kind: Pod, apiVersion: v1, metadata: {name: a}, spec: {containers: [{name: a, image: a}]}}";
    private static final String LARGE = POD + "\n# " + "x".repeat(100 * 1024);

    @Inject
    DryRunPlaces places;

    @Test
    void runsNoMoreLargeOnesThanHalfOfTheProcessors() throws Exception {
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        CountDownLatch busy = new CountDownLatch(most);
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<?>[] under = new CompletableFuture<?>[most];
        for (int i = 0; i < most; i++) {
            under[i] = CompletableFuture.runAsync(() -> places.within(LARGE.length(), () -> {
                busy.countDown();
                return waited(free);
            }));
        }
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

        Response refused = ask(LARGE);
        int small = ask(POD).statusCode();
        free.countDown();
        CompletableFuture.allOf(under).get(60, TimeUnit.SECONDS);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.jsonPath().getString("errors[0].message")).isEqualTo("too many dry runs are under way");
        assertThat(small).isEqualTo(200);
        assertThat(ask(LARGE).statusCode()).isEqualTo(200);
    }

    private static jakarta.ws.rs.core.Response waited(CountDownLatch free) {
        try {
            free.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Problems.noRulebook();
    }

    private static Response ask(String body) {
        return given().relaxedHTTPSValidation()
                .header("Content-Type", "application/yaml")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(Ports.door("/v1/dry-run"));
    }
}
