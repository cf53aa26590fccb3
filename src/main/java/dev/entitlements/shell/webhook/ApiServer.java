package dev.entitlements.shell.webhook;

import dev.entitlements.shell.cert.ClientCa;
import dev.entitlements.shell.config.AppConfig;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What we know of the caller at the webhook's doors. */
@Singleton
final class ApiServer {
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
}
