package dev.entitlements.bench;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Calls a server of ours on this machine, whatever certificate it made for itself. */
final class OwnClient {
    private static final int IN_FLIGHT = 8;

    private final HttpClient client;
    private final String door;

    OwnClient(String door, HttpClient.Version version) {
        this.door = door;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
            this.client =
                    HttpClient.newBuilder().version(version).sslContext(context).build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sends one body and gives the status. */
    int post(String path, String type, byte[] body) throws IOException, InterruptedException {
        return client.send(request(path, type, body), BodyHandlers.ofByteArray())
                .statusCode();
    }

    /** Gets a page of any port; 0 where nobody listens. */
    int get(String url) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException closed) {
            return 0;
        }
    }

    /** Sends the same review so many times, some at a time, and fails where one is not answered with 200. */
    void flood(String path, byte[] body, int times) {
        Deque<CompletableFuture<HttpResponse<byte[]>>> flying = new ArrayDeque<>();
        for (int sent = 0; sent < times; sent++) {
            flying.add(client.sendAsync(request(path, "application/json", body), BodyHandlers.ofByteArray()));
            if (flying.size() >= IN_FLIGHT) {
                land(flying);
            }
        }
        while (!flying.isEmpty()) {
            land(flying);
        }
    }

    private static void land(Deque<CompletableFuture<HttpResponse<byte[]>>> flying) {
        int status = flying.remove().join().statusCode();
        if (status != 200) {
            throw new IllegalStateException("a review was answered with " + status);
        }
    }

    private HttpRequest request(String path, String type, byte[] body) {
        return HttpRequest.newBuilder(URI.create(door + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    /** The certificate is one that the server made for itself, and so is its name. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
