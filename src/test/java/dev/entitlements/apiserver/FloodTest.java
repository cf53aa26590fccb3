package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.bench.SampleReview;
import dev.entitlements.shell.limit.Window;
import dev.entitlements.shell.limit.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged program, in the memory that it is shipped with, and strangers on nearly all of its connections who ask and do
 * not read: it lives, and answers others in the end.
 */
@Tag("apiserver")
@ResourceLock(Clusters.FAULTS)
@Timeout(180)
@SuppressWarnings("StringConcatToTextBlock") // a text block would hide how lines of HTTP end
class FloodTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int STREAMS = 100;

    private static final byte[] LARGE = SampleReview.bytes(500);
    private static final byte[] NONE = {'{', '}'};
    private static final byte[] USUAL = SampleReview.bytes(3);

    /** Judged apart from the event loops, and still within what one connection may send before it is given leave. */
    private static final byte[] LONG = SampleReview.bytes(20);

    private final List<Wire> wires = new ArrayList<>();

    /** What a stranger does with one connection; 490 are ten less than are held. */
    @SuppressWarnings("ImmutableEnumChecker") // how to connect is said where each is made, and never changes
    private enum Flood {
        /** A pod of 1.4 MB, whose answer nobody reads. */
        LARGE_BODIES(490, Wire::http1) {
            @Override
            void pour(Wire wire) throws IOException {
                wire.send(head(LARGE, "keep-alive"));
                wire.send(LARGE);
            }
        },
        /** Questions one behind the other, a million of them. */
        PIPELINES(20, Wire::http1) {
            @Override
            void pour(Wire wire) throws IOException {
                String some = (head(NONE, "keep-alive") + "{}").repeat(100);
                for (int at = 0; at < 10_000; at++) {
                    wire.send(some);
                }
            }
        },
        /** Bodies that turn out to be too long, of which the end never comes. */
        TOO_LONG(40, Wire::http1) {
            @Override
            void pour(Wire wire) throws IOException {
                wire.send("POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n400000\r\n");
                wire.send(new byte[3 * 1024 * 1024 + 1]);
                assertThat(wire.head()).startsWith("HTTP/1.1 413 ");
            }
        },
        /** Questions that no filter sees, as they name no host. */
        NO_HOST(20, Wire::http1) {
            @Override
            void pour(Wire wire) throws IOException {
                String some = "GET /x HTTP/1.1\r\n\r\n".repeat(500);
                for (int at = 0; at < 2_000; at++) {
                    wire.send(some);
                }
            }
        },
        /** Answers that may not be sent. */
        NO_ROOM_FOR_ANSWERS(490, server -> Wire.http2(server, Window.NONE)) {
            @Override
            void pour(Wire wire) throws IOException {
                for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
                    wire.post(stream, "/mutate", NONE);
                }
            }
        },
        /** Streams that are answered before their bodies come, which they never do. */
        NO_BODIES(490, server -> Wire.http2(server, Window.USUAL)) {
            @Override
            void pour(Wire wire) throws IOException {
                for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
                    wire.post(stream, "/nothing");
                }
            }
        },
        /** Streams of which the server refuses every other one before any of our filters sees it. */
        QUERIES(490, server -> Wire.http2(server, Window.NONE)) {
            @Override
            void pour(Wire wire) throws IOException {
                for (int stream = 1; stream < 2 * STREAMS; stream += 4) {
                    wire.post(stream, "/mutate?%");
                    wire.post(stream + 2, "/mutate", NONE);
                }
            }
        },
        /** Long pods on streams, whose answers may not be sent. */
        LONG_STREAMS(490, server -> Wire.http2(server, Window.NONE)) {
            @Override
            void pour(Wire wire) throws IOException {
                wire.post(1, "/mutate", LONG);
                for (int stream = 3; stream < 2 * STREAMS; stream += 2) {
                    wire.get(stream, "/v1/catalogue");
                }
            }
        },
        /** Answers that may be sent, and stay in the socket. */
        STUCK(490, server -> Wire.http2(server, Window.ALL)) {
            @Override
            void pour(Wire wire) throws IOException {
                for (int stream = 1; stream < 2 * STREAMS; stream += 2) {
                    wire.get(stream, "/v1/catalogue");
                }
            }
        };

        private final int connections;
        private final Dial dial;

        Flood(int connections, Dial dial) {
            this.connections = connections;
            this.dial = dial;
        }

        abstract void pour(Wire wire) throws IOException;
    }

    /** How a stranger connects. */
    private interface Dial {
        Wire to(Wire.Server server) throws IOException;
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Flood.class)
    void theServerLivesAndAnswersOthers(Flood flood) throws Exception {
        try (Alone alone = new Alone("flood")) {
            Wire.Server server = alone.server();
            for (int at = 0; at < flood.connections; at++) {
                wires.add(flood.dial.to(server));
            }
            long poured = wires.stream().filter(wire -> pours(flood, wire)).count();

            Waiting.until("somebody else is answered", PATIENCE, () -> isAnswered(server));

            // a door that is closed is no flood
            Waiting.until("it was a flood", PATIENCE, () -> poured > flood.connections / 4 || sheds(alone));
            alone.assertLives();
        }
    }

    /** Whether all could be said. */
    private static boolean pours(Flood flood, Wire wire) {
        try {
            flood.pour(wire);
            return true;
        } catch (IOException turnedAway) {
            assertThat(turnedAway).as("sooner than all was said").isNotInstanceOf(InterruptedIOException.class);
            return false;
        }
    }

    private static boolean sheds(Alone alone) {
        try {
            return alone.shed() > 0;
        } catch (UncheckedIOException busy) {
            return false;
        }
    }

    private static boolean isAnswered(Wire.Server server) {
        try (Wire wire = Wire.http1(server)) {
            wire.send(head(USUAL, "close"));
            wire.send(USUAL);
            return wire.rest().startsWith("HTTP/1.1 200 ");
        } catch (IOException busy) {
            return false;
        }
    }

    private static String head(byte[] body, String connection) {
        return String.join(
                "\r\n",
                "POST /mutate HTTP/1.1",
                "Host: localhost",
                "Connection: " + connection,
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                "",
                "");
    }
}
