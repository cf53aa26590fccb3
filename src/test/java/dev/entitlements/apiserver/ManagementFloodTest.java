package dev.entitlements.apiserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The packaged program's port for probes and metrics, where everybody may ask: strangers end no replica and keep no probe away. */
@Tag("apiserver")
@Timeout(180)
class ManagementFloodTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SMALL_BYTES = 4096;
    private static final int WAIT_MILLIS = 5000;
    private static final int HELD = 300;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void whoReadsNoAnswersIsCutOff() throws IOException {
        try (Alone alone = new Alone("management-pipelines")) {
            byte[] questions = "GET /q/metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .repeat(100)
                    .getBytes(US_ASCII);
            OutputStream out = open(alone).getOutputStream();
            assertThatThrownBy(() -> {
                        for (int at = 0; at < 10_000; at++) {
                            out.write(questions);
                        }
                    })
                    .isInstanceOf(IOException.class);
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
            assertThat(sockets.get(0).getInputStream().read()).isEqualTo(-1);
            Waiting.until("a probe is answered", PATIENCE, alone::isReady);
            alone.assertLives();
        }
    }

    private Socket open(Alone alone) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(SMALL_BYTES);
        socket.setSoTimeout(WAIT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), alone.management()));
        return socket;
    }
}
