package dev.entitlements.shell.limit;

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
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What callers cannot do to the server, over its own port. */
@QuarkusTest
@TestProfile(Bounded.class)
@WithTestResource(ServerFolder.class)
@SuppressWarnings("StringConcatToTextBlock") // a text block would hide how lines of HTTP end
class BoundsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DRIP_MILLIS = 200;
    private static final byte[] DROP = {' '};
    private static final byte[] PING = new byte[8];
    private static final byte[] EMPTY = {'{', '}'};
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int ENHANCE_YOUR_CALM = 11;

    /** How many streams may be reset in half a minute. */
    private static final int RESETS = 200;

    @Test
    void closesConnectionsOverTheLimitBeforeTheirHandshake() throws Exception {
        double before = Calls.shed("connections");
        URI door = URI.create(Ports.door("/"));
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < Bounded.CONNECTIONS; i++) {
            held.add(new Socket(door.getHost(), door.getPort()));
        }

        try (Socket over = new Socket(door.getHost(), door.getPort())) {
            over.setSoTimeout((int) PATIENCE.toMillis());
            over.getInputStream().readAllBytes();
        }

        assertThat(Calls.shed("connections")).isGreaterThan(before);
        for (Socket socket : held) {
            socket.close();
        }
        assertThat(Calls.await(EMPTY, 400).statusCode()).isEqualTo(400);
    }

    @Test
    void aConnectionThatOnlyRestsMakesRoom() throws Exception {
        List<Wire> held = new ArrayList<>();
        for (int i = 0; i < Bounded.CONNECTIONS; i++) {
            held.add(Wire.http1());
        }
        Thread.sleep(1500);

        assertThat(Calls.post(EMPTY).statusCode()).isEqualTo(400);

        assertThat(held.get(0).rest()).isEmpty();
        for (Wire wire : held) {
            wire.close();
        }
    }

    @Test
    void promisedBodiesKeepNobodyOut() throws Exception {
        try (Wire wire = Wire.http2()) {
            for (int stream = 1; stream < 20; stream += 2) {
                wire.post(stream, "/mutate");
            }
            // an answer to a later question: those before have been read
            wire.post(21, "/mutate", EMPTY);
            assertThat(wire.await(Wire.DATA).stream()).isEqualTo(21);

            assertThat(Calls.post(EMPTY).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void endsAStreamThatAsksForNoPath() throws Exception {
        try (Wire wire = Wire.http2()) {
            wire.connect(1);

            assertThat(wire.await(Wire.RESET).stream()).isEqualTo(1);
            wire.post(3, "/mutate", EMPTY);
            assertThat(wire.await(Wire.DATA).stream()).isEqualTo(3);
        }
    }

    @Test
    void closesAConnectionWhoseHeadTricklesIn() throws Exception {
        try (Wire wire = Wire.http1()) {
            wire.send("POST /mutate HTTP/1.1\r\nHost: localhost\r\n");

            // what is sent fails once the server has closed, and for nothing else
            assertThatThrownBy(() -> drip(() -> wire.send("X: y\r\n"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void closesAConnectionThatOnlyPings() throws Exception {
        double before = Calls.shed("silent");
        try (Wire wire = Wire.http2()) {
            assertThatThrownBy(() -> drip(() -> wire.send(Wire.PING, 0, 0, PING)))
                    .isInstanceOf(IOException.class);
        }
        assertThat(Calls.shed("silent")).isGreaterThan(before);
    }

    @Test
    void answersABodyThatTricklesIn() throws Exception {
        double before = Calls.shed("slow");
        try (Wire wire = Wire.http1()) {
            wire.send("POST /mutate?timeout=1s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000000\r\n\r\n");
            assertThatThrownBy(() -> drip(() -> wire.send(" "))).isInstanceOf(IOException.class);
        }
        assertThat(Calls.shed("slow")).isGreaterThan(before);
    }

    @Test
    void saysWhyABodyWasGivenUp() throws Exception {
        try (Wire wire = Wire.http1()) {
            wire.send("POST /mutate?timeout=1s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000000\r\n\r\n");

            assertThat(wire.rest())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("Retry-After: 1")
                    .endsWith("{\"errors\":[{\"place\":\"\",\"message\":\"the body did not arrive in time\","
                            + "\"help\":\"send it faster\"}]}");
        }
    }

    @Test
    void endsAStreamWhoseBodyTricklesInAndKeepsTheConnection() throws Exception {
        try (Wire wire = Wire.http2()) {
            wire.post(1, "/mutate?timeout=1s");
            wire.send(Wire.DATA, 0, 1, DROP);

            assertThat(new String(wire.await(Wire.DATA).content(), US_ASCII)).contains("did not arrive in time");
            assertThat(wire.await(Wire.RESET).stream()).isEqualTo(1);
            wire.post(3, "/mutate");
            wire.send(Wire.DATA, 1, 3, DROP);
            assertThat(new String(wire.await(Wire.DATA).content(), US_ASCII)).contains("errors");
        }
    }

    @Test
    void decidesNothingForACallerThatHasGivenUp() throws Exception {
        try (Wire wire = Wire.http1()) {
            wire.send("POST /mutate?timeout=1s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Connection: close\r\nContent-Length: 2\r\n\r\n{");
            Thread.sleep(1000);
            wire.send("}");

            // the body was given up, or the review: but it was not judged
            assertThat(wire.rest()).containsPattern("^HTTP/1.1 (408|503) ");
        }
    }

    @Test
    void takesInNoMoreBodiesThanThereIsMemoryFor() throws Exception {
        double before = Calls.shed("memory");
        byte[] body = new byte[2 * 1024 * 1024];
        Instant end = Instant.now().plus(PATIENCE);
        Response refused = Calls.post(body);
        while (refused.statusCode() != 503 && Instant.now().isBefore(end)) {
            try (Wire wire = Wire.http1()) {
                wire.send("POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 3000000\r\n\r\n");
                wire.send(new byte[2_900_000]);
                refused = Calls.post(body);
            }
        }

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.jsonPath().getString("errors[0].message")).isEqualTo("too many bodies are under way");
        assertThat(Calls.shed("memory")).isGreaterThan(before);
        assertThat(Calls.await(body, 400).jsonPath().getString("errors[0].message"))
                .isNotBlank();
    }

    @Test
    void closesAConnectionThatOpensStreamsOnlyToResetThem() throws Exception {
        try (Wire wire = Wire.http2()) {
            for (int stream = 1; stream <= 2 * RESETS + 1; stream += 2) {
                wire.post(stream, "/mutate");
                wire.send(Wire.RESET, 0, stream, new byte[4]);
            }

            ByteBuffer farewell = ByteBuffer.wrap(wire.await(Wire.GO_AWAY).content());
            assertThat(farewell.getInt(Integer.BYTES)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void offersAHundredStreamsAndTheLeastWindow() throws Exception {
        try (Wire wire = Wire.http2()) {
            ByteBuffer settings = ByteBuffer.wrap(wire.await(Wire.SETTINGS).content());
            Map<Integer, Integer> offered = new TreeMap<>();
            while (settings.hasRemaining()) {
                offered.put((int) settings.getShort(), settings.getInt());
            }

            assertThat(offered).containsEntry(MAX_CONCURRENT_STREAMS, 100);
            // where it is not said, it is the protocol's least, and so is the connection's
            assertThat(offered.getOrDefault(INITIAL_WINDOW_SIZE, 65_535)).isEqualTo(65_535);
        }
    }

    /** Something that goes on until the other side has had enough. */
    private interface Drop {
        void fall() throws IOException;
    }

    private static void drip(Drop drop) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            drop.fall();
            Thread.sleep(DRIP_MILLIS);
        }
    }
}
