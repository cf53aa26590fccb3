package dev.entitlements.shell.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import dev.entitlements.shell.limit.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What becomes of reviews that had to wait. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
class WaitingTest {
    @Inject
    LargeReviews large;

    @Test
    void decidesNothingForACallerThatLeftWhileItsReviewWaited() throws Exception {
        String review = Reviews.pod("{\"note\":\"" + "x".repeat(64 * 1024) + "\"}");
        String request =
                "POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + review.length() + "\r\n\r\n" + review;
        double none = decisions();
        try (Wire stays = Wire.http1()) {
            stays.send(request);
            await(() -> decisions() > none);
        }
        double before = decisions();
        CountDownLatch free = occupy();
        try {
            try (Wire leaves = Wire.http1()) {
                leaves.send(request);
                await(() -> large.waiting() > 0);
            }
            // until the server has heard that nobody is there
            Thread.sleep(2000);
        } finally {
            free.countDown();
        }

        // every thread is free again, so whatever waited had its turn
        occupy().countDown();
        assertThat(decisions()).isEqualTo(before);
    }

    @Test
    void turnsAwayAReviewThatWaitedAsLongAsItsCallerWaits() throws Exception {
        String review = Reviews.pod("{\"note\":\"" + "x".repeat(64 * 1024) + "\"}");
        CountDownLatch free = occupy();

        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> post(review));
        try {
            await(() -> large.waiting() > 0);
            // longer than a caller with a timeout of one second waits
            Thread.sleep(1000);
        } finally {
            free.countDown();
        }

        Response response = answer.get(60, TimeUnit.SECONDS);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("1");
        assertThat(response.jsonPath().getString("errors[0].message"))
                .isEqualTo("the review waited as long as its caller waits");
        assertThat(large.waiting()).isZero();
    }

    @Test
    void hasRoomForSoManyBytesAndNoMore() throws Exception {
        CountDownLatch done = new CountDownLatch(1);

        assertThat(large.take(Integer.MAX_VALUE, done::countDown)).isFalse();
        assertThat(large.take(40_000, done::countDown)).isTrue();
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Keeps every thread for large reviews busy until the latch is let go. */
    private CountDownLatch occupy() throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        CountDownLatch busy = new CountDownLatch(processors);
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < processors; i++) {
            assertThat(large.take(1, () -> waitFor(busy, free))).isTrue();
        }
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
        return free;
    }

    private static void await(BooleanSupplier holds) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!holds.getAsBoolean() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    private static double decisions() {
        return Ports.metric("entitlements_decisions_total{");
    }

    private static void waitFor(CountDownLatch busy, CountDownLatch free) {
        busy.countDown();
        try {
            free.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Response post(String review) {
        return given().relaxedHTTPSValidation()
                .header("Content-Type", "application/json")
                .body(review)
                .post(Ports.door("/mutate?timeout=1s"));
    }
}
