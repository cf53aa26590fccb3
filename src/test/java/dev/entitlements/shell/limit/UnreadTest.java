package dev.entitlements.shell.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
@TestProfile(Crowded.class)
@WithTestResource(ServerFolder.class)
@SuppressWarnings("StringConcatToTextBlock") // a text block would hide how lines of HTTP end
class UnreadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;
    private static final byte[] PING = new byte[8];
    private static final byte[] BODY = {'{', '}'};
    private static final int STREAMS = 100;

    /** Connections whose streams, of 4 KB and more each, are more than there is room for, and less than twice as much. */
    private static final int ENOUGH = 8;

    /** More than twice as much, and less than three times. */
    private static final int TOO_MUCH = 20;

    private static final int REFUSED_STREAM = 7;

    private final List<Wire> wires = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @Test
    void whoReadsNothingIsCutOff() throws Exception {
        double before = Calls.shed("unread");
        Wire wire = keep(Wire.http1());

        assertThatThrownBy(() -> askSlowly(wire)).isInstanceOf(IOException.class);

        assertThat(Calls.shed("unread")).isGreaterThan(before);
    }

    @Test
    void whoAsksALotBeforeTheFirstAnswerIsCutOff() throws Exception {
        double before = Calls.shed("unread");
        Wire wire = keep(Wire.http1());

        wire.send("GET /v1/catalogue HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));

        // it ends with or without a word
        assertThat(ending(wire).split("HTTP/1.1 200 ", -1)).hasSizeLessThan(3);
        assertThat(Calls.shed("unread")).isGreaterThan(before);
    }

    @Test
    void whoReadsNoAcknowledgementsIsCutOff() throws Exception {
        double before = Calls.shed("unread");
        Wire wire = keep(Wire.http2());

        assertThatThrownBy(() -> goOn(() -> wire.send(Wire.PING, 0, 0, PING))).isInstanceOf(IOException.class);

        assertThat(Calls.shed("unread")).isGreaterThan(before);
    }

    @Test
    void whoReadsNoNewKeysIsCutOff() throws Exception {
        double before = Calls.shed("unread");
        Wire wire = keep(Wire.http1());

        assertThatThrownBy(() -> goOn(wire::rekey)).isInstanceOf(IOException.class);

        assertThat(Calls.shed("unread")).isGreaterThan(before);
    }

    @Test
    void answersThatAreNotTakenAreInTheWayOfOthersForAMomentOnly() throws Exception {
        double before = Calls.shed("unread");
        for (int connection = 0; connection < ENOUGH; connection++) {
            keep(Wire.http2(Window.NONE));
        }
        assertThat(ask()).isGreaterThan(ENOUGH * 3 / 4);
        Response crowded = Calls.await(BODY, 503);
        assertThat(crowded.jsonPath().getString("errors[0].message")).isEqualTo("too many bodies are under way");

        Calls.await(BODY, 400);

        assertThat(Calls.shed("unread")).isGreaterThan(before);
    }

    @Test
    void whereNotEvenRefusalsAreTakenStreamsAreReset() throws Exception {
        for (int connection = 0; connection < TOO_MUCH; connection++) {
            keep(Wire.http2(Window.NONE));
        }
        assertThat(ask()).isGreaterThan(TOO_MUCH * 3 / 4);

        assertThat(ByteBuffer.wrap(awaitReset().content()).getInt()).isEqualTo(REFUSED_STREAM);
        Calls.await(BODY, 400);
    }

    @Test
    void aStreamThatIsAnsweredBeforeItsBodyIsCounted() throws Exception {
        for (int connection = 0; connection < TOO_MUCH; connection++) {
            Wire wire = keep(Wire.http2());
            for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
                wire.post(stream, "/nothing");
            }
        }

        Calls.await(BODY, 503);
        Calls.await(BODY, 400);
    }

    /** Something small that is said again and again. */
    private interface Word {
        void say() throws IOException;
    }

    private static void goOn(Word word) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            word.say();
        }
    }

    private Wire keep(Wire wire) {
        wires.add(wire);
        return wire;
    }

    /** Asks once more until that is not answered: what was asked before may have to be read first. */
    private Wire.Frame awaitReset() throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Wire wire = keep(Wire.http2(Window.NONE));
            wire.post(1, "/mutate", BODY);
            Wire.Frame frame = wire.read();
            while (frame.type() == Wire.SETTINGS) {
                frame = wire.read();
            }
            if (frame.type() == Wire.RESET) {
                return frame;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("every question was answered");
    }

    /** Asks on all, and says on how many of them everything could be said: the rest was cut off, where that takes seconds. */
    private long ask() {
        return wires.stream().filter(UnreadTest::asks).count();
    }

    private static boolean asks(Wire wire) {
        try {
            for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
                wire.post(stream, "/mutate", BODY);
            }
            return true;
        } catch (IOException cutOff) {
            return false;
        }
    }

    /** One at a time: each is answered before the next. */
    private static void askSlowly(Wire wire) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            wire.send("GET /q/openapi HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static String ending(Wire wire) {
        try {
            return wire.rest();
        } catch (IOException reset) {
            return "";
        }
    }
}
