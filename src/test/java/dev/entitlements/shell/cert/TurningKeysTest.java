package dev.entitlements.shell.cert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurningKeysTest {
    private final KeyMaterial first;
    private final KeyMaterial second;
    private final TurningKeys keys;
    private final HttpsServer server;

    TurningKeysTest() throws Exception {
        first = SelfSigned.make(Instant.now());
        second = SelfSigned.make(Instant.now());
        keys = new TurningKeys(first);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void showsTheNewCertificateFromThenOn(String protocol) throws Exception {
        List<X509Certificate> shown = new ArrayList<>(List.of(shown(protocol)));

        keys.turnTo(second);

        shown.add(shown(protocol));
        assertThat(shown).containsExactly(first.certificate(), second.certificate());
    }

    @Test
    void saysWhetherAnythingTurned() throws Exception {
        assertThat(List.of(keys.turnTo(first), keys.turnTo(second), keys.turnTo(second)))
                .containsExactly(false, true, false);
    }

    @Test
    void losesNoHandshakeHoweverOftenItTurns() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        Callable<List<X509Certificate>> calling = () -> {
            List<X509Certificate> shown = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                shown.add(shown(i % 2 == 0 ? "TLSv1.3" : "TLSv1.2"));
            }
            return shown;
        };
        List<Future<List<X509Certificate>>> results =
                List.of(callers.submit(calling), callers.submit(calling), callers.submit(calling));
        while (results.stream().anyMatch(result -> !result.isDone())) {
            keys.turnTo(keys.material().equals(first) ? second : first);
            Thread.sleep(20);
        }
        callers.shutdown();

        for (Future<List<X509Certificate>> result : results) {
            assertThat(Set.copyOf(result.get())).containsExactlyInAnyOrder(first.certificate(), second.certificate());
        }
    }

    /** The certificate that a new connection, with no session to resume, is shown. */
    private X509Certificate shown(String protocol) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null, new TrustManager[] {new TurningTrust(List.of(first.certificate(), second.certificate()))}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
