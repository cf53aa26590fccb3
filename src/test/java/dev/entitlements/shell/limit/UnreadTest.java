package dev.entitlements.shell.limit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are never read fill no memory, and lock nobody out for long. */
@QuarkusTest
@TestProfile(Bounded.class)
@WithTestResource(ServerFolder.class)
@SuppressWarnings("StringConcatToTextBlock") // a text block would hide how lines of HTTP end
class UnreadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;
    private static final byte[] BODY = {'{', '}'};
    private static final int STREAMS = 100;
    private static final int REFUSED_STREAM = 7;

    /** SETTINGS_INITIAL_WINDOW_SIZE of nothing: the heads of answers come, their bodies wait for leave. */
    private static final byte[] NO_WINDOW =
            ByteBuffer.allocate(6).putShort((short) 4).putInt(0).array();

    private final List<Wire> wires = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @Test
    void whoPipelinesAndReadsNothingIsCutOff() throws Exception {
        double before = shed("unread");
        String questions = "GET /q/openapi HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(6);
        Wire wire = keep(Wire.http1());

        assertThatThrownBy(() -> until(Instant.now().plus(PATIENCE), () -> wire.send(questions)))
                .isInstanceOf(IOException.class);

        assertThat(shed("unread")).isGreaterThan(before);
    }

    @Test
    void whoAsksALotBeforeTheFirstAnswerIsCutOff() throws Exception {
        double before = shed("unread");
        Wire wire = keep(Wire.http1());

        wire.send("GET /v1/catalogue HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(1000));

        assertThat(wire.rest()).hasSizeLessThan(1_000_000);
        assertThat(shed("unread")).isGreaterThan(before);
    }

    @Test
    void answersThatAreNotTakenAreInTheWayOfOthersForAMomentOnly() throws Exception {
        double before = shed("unread");
        // 4 KB each, of 4 MB
        for (int connection = 0; connection < 12; connection++) {
            ask(keep(Wire.http2(NO_WINDOW)));
        }
        Response crowded = awaitStatus(503);
        assertThat(crowded.jsonPath().getString("errors[0].message")).isEqualTo("too many bodies are under way");

        awaitStatus(400);

        assertThat(shed("unread")).isGreaterThan(before);
    }

    @Test
    void whereNotEvenRefusalsAreTakenStreamsAreReset() throws Exception {
        for (int connection = 0; connection < 36; connection++) {
            ask(keep(Wire.http2(NO_WINDOW)));
        }

        Wire last = wires.get(wires.size() - 1);
        assertThat(ByteBuffer.wrap(last.await(Wire.RESET).content()).getInt()).isEqualTo(REFUSED_STREAM);
        awaitStatus(400);
    }

    @Test
    void aStreamThatIsAnsweredBeforeItsBodyIsCounted() throws Exception {
        for (int connection = 0; connection < 12; connection++) {
            Wire wire = keep(Wire.http2());
            for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
                wire.post(stream, "/nothing");
            }
        }

        awaitStatus(503);
        awaitStatus(400);
    }

    private Wire keep(Wire wire) {
        wires.add(wire);
        return wire;
    }

    private static void ask(Wire wire) throws IOException {
        for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
            wire.post(stream, "/mutate");
            wire.send(Wire.DATA, 1, stream, BODY);
        }
    }

    /** Something that goes on until the other side has had enough. */
    private interface Drop {
        void fall() throws IOException;
    }

    private static void until(Instant end, Drop drop) throws IOException {
        while (Instant.now().isBefore(end)) {
            drop.fall();
        }
    }

    /** Asks again while the answer is another. */
    private static Response awaitStatus(int status) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        Response response = post();
        while (response.statusCode() != status && Instant.now().isBefore(end)) {
            Thread.sleep(PAUSE_MILLIS);
            response = post();
        }
        assertThat(response.statusCode()).isEqualTo(status);
        return response;
    }

    private static Response post() {
        return given().relaxedHTTPSValidation()
                .header("Content-Type", "application/json")
                .body(new String(BODY, US_ASCII))
                .post(Ports.door("/mutate"));
    }

    private static double shed(String reason) {
        return Ports.metric("entitlements_shed_total{reason=\"" + reason + "\"}");
    }
}
