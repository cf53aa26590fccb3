package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entitlements.shell.limit.Window;
import dev.entitlements.shell.limit.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program's port for probes and metrics, where everybody may ask: strangers end no replica and keep no probe away. */
@Tag("apiserver")
@Timeout(180)
class ManagementFloodTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int HELD = 300;
    private static final int STREAMS = 100;

    private final List<Wire> wires = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /q/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n",
                // refused before it is a request
                "GET /q/metrics HTTP/1.1\r\nUpgrade: h2c\r\n\r\n",
                // refused before anybody is asked to answer
                "GET /q/metrics?% HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void whoReadsNoAnswersIsCutOff(String question) throws IOException {
        try (Alone alone = new Alone("management-pipelines")) {
            for (int at = 0; at < 10; at++) {
                Wire wire = open(alone);
                assertThatThrownBy(() -> pour(wire, question.repeat(100))).isInstanceOf(IOException.class);
            }

            Waiting.until("a probe is answered", PATIENCE, alone::isReady);
            alone.assertLives();
        }
    }

    @Test
    void whoHoldsAllConnectionsKeepsNoProbeAway() throws IOException {
        try (Alone alone = new Alone("management-connections")) {
            for (int at = 0; at < HELD; at++) {
                open(alone);
            }

            // the end of what the first one gets; where it is still held, this times out
            assertThat(wires.get(0).rest()).isEmpty();
            Waiting.until("a probe is answered", PATIENCE, alone::isReady);
            alone.assertLives();
        }
    }

    /** More of them than there is memory, each but for its last byte. */
    @Test
    void whoSendsLongBodiesFillsNoMemory() throws IOException {
        try (Alone alone = new Alone("management-bodies")) {
            byte[] body = new byte[10 * 1024 * 1024 - 1];
            for (int at = 0; at < 10; at++) {
                Wire wire = open(alone);
                wire.send("POST /q/metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + (body.length + 1)
                        + "\r\n\r\n");
                sendWhatIsTaken(wire, body);
            }

            Waiting.until("a probe is answered", PATIENCE, alone::isReady);
            alone.assertLives();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/metrics?%"})
    void whoLeavesManyAnswersOnStreamsIsCutOff(String path) throws IOException {
        try (Alone alone = new Alone("management-streams")) {
            for (int at = 0; at < HELD; at++) {
                askAndWaitForTheEnd(open(alone), path);
            }

            Waiting.until("a probe is answered", PATIENCE, alone::isReady);
            alone.assertLives();
            alone.assertSaysLittle();
        }
    }

    private static void sendWhatIsTaken(Wire wire, byte[] body) {
        try {
            wire.send(body);
        } catch (IOException turnedAway) {
            assertThat(turnedAway).isNotInstanceOf(InterruptedIOException.class);
        }
    }

    private static void pour(Wire wire, String questions) throws IOException {
        for (int at = 0; at < 10_000; at++) {
            wire.send(questions);
        }
    }

    /** More at a time than are answered; where nobody ends the connection, waiting for that fails. */
    private static void askAndWaitForTheEnd(Wire wire, String path) {
        try {
            wire.preface(Window.NONE);
            for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
                wire.post(stream, path);
            }
            String unused = wire.rest();
        } catch (IOException ended) {
            assertThat(ended).isNotInstanceOf(InterruptedIOException.class);
        }
    }

    private Wire open(Alone alone) throws IOException {
        Wire wire = Wire.clear(alone.management());
        wires.add(wire);
        return wire;
    }
}
