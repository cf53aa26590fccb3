package dev.entitlements.shell.webhook;

import dev.entitlements.shell.cert.ClientCa;
import dev.entitlements.shell.config.AppConfig;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What we know of the caller at the webhook's doors. */
@Singleton
final class ApiServer {
    /** The longest that the API server ever waits. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Pattern SECONDS = Pattern.compile("([1-9][0-9]?)s");

    private final AppConfig config;

    private final ClientCa clients;

    ApiServer(AppConfig config, @Identifier("webhook") ClientCa clients) {
        this.config = config;
        this.clients = clients;
    }

    /** Whether the caller is the API server, as far as we were told how to know it. */
    boolean isCaller(HttpServerRequest request) {
        return config.webhook().clientCa().isEmpty() || hasCertificate(request.sslSession());
    }

    private boolean hasCertificate(SSLSession session) {
        try {
            // the handshake has checked it against the authorities of its day, or an earlier one whose session goes on
            return session != null && clients.trusts(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException none) {
            return false;
        }
    }

    /** How long a lookup may take so that our answer still arrives: most of what {@code ?timeout=} says. */
    static Duration patience(HttpServerRequest request) {
        String timeout = request.getParam("timeout");
        Matcher seconds = SECONDS.matcher(timeout == null ? "" : timeout);
        return seconds.matches() ? Duration.ofMillis(Long.parseLong(seconds.group(1)) * 800) : LONGEST;
    }
}
