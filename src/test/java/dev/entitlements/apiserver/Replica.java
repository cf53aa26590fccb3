package dev.entitlements.apiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.shell.cert.Pairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * One pod of our Deployment, as a kubelet without containers would run it: the packaged program with the arguments,
 * environment and mounted volumes that the stored Deployment says, and the token of its service account.
 */
final class Replica implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CERTIFICATES = "/etc/entitlements/tls";

    private final int port = Loopback.freePort();
    private final int management = Loopback.freePort();
    private final Path folder;
    private final Child process;
    private final Map<Door, Api> apis = new ConcurrentHashMap<>();

    /** Who asks, and the certificate that is trusted; a connection is kept for each. */
    private record Door(String token, String certificate) {}

    Replica(ControlPlane plane, Path folder) {
        this(plane, folder, Map.of());
    }

    /** One that differs from the Deployment in these variables of its environment. */
    Replica(ControlPlane plane, Path folder, Map<String, String> otherwise) {
        this(plane, new Kind(folder, stored(plane), otherwise));
    }

    /**
     * What makes one replica another than the next.
     *
     * @param folder where its files are
     * @param deployment whose pod it is
     * @param otherwise variables of its environment that differ from that
     */
    record Kind(Path folder, JsonNode deployment, Map<String, String> otherwise) {}

    Replica(ControlPlane plane, Kind kind) {
        this.folder = kind.folder().toAbsolutePath();
        Api api = plane.api(Caller.ADMIN);
        JsonNode pod = kind.deployment().at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        Map<String, String> mounts = mounts(api, pod, container);
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : container.path("env")) {
            environment.put(
                    variable.path("name").asText(), local(variable.path("value").asText(), mounts));
        }
        environment.put("ENTITLEMENTS_TLS_DIR", local(CERTIFICATES, mounts));
        environment.put("QUARKUS_HTTP_HOST", Loopback.ADDRESS);
        environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", Loopback.ADDRESS);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        environment.putAll(account(plane, pod.path("serviceAccountName").asText()));
        environment.putAll(kind.otherwise());
        List<String> command = new ArrayList<>(Program.command());
        container.path("args").forEach(argument -> command.add(argument.asText()));
        process = Child.start(new Child.Launch(command, environment, this.folder.resolve("webhook.log")));
        process.await(PATIENCE, () -> Api.answers(management("/q/health/ready")));
    }

    private static JsonNode stored(ControlPlane plane) {
        return plane.api(Caller.ADMIN)
                .get("/apis/apps/v1/namespaces/" + Cluster.NAMESPACE + "/deployments/webhook")
                .stored();
    }

    int port() {
        return port;
    }

    /** A page of its management port. */
    String management(String path) {
        return "http://" + Loopback.ADDRESS + ":" + management + path;
    }

    /** Its doors as a caller with a token sees them, who trusts the certificate that is there now. */
    Api api(String token) {
        try {
            Path tls = folder.resolve("tls");
            // read before the trust: a certificate that comes in between is asked for again
            Door door = new Door(token, Files.readString(tls.resolve("tls.crt")));
            SSLContext trust = Pairs.client(tls);
            return apis.computeIfAbsent(door, absent -> api(token, trust));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Its doors as a caller with a token and the certificate of a folder sees them. */
    Api api(String token, Path certificate) {
        try {
            return api(token, Pairs.client(folder.resolve("tls"), certificate));
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private Api api(String token, SSLContext context) {
        return new Api("https://" + Loopback.ADDRESS + ":" + port, context, token);
    }

    /** Ends it without a word. */
    void kill() {
        process.kill();
    }

    /** A file that it reads, below the folder of one of its volumes. */
    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        process.close();
    }

    /** What a pod's service account has in every pod, where the program looks for it. */
    private Map<String, String> account(ControlPlane plane, String name) {
        String token = Cluster.token(plane.api(Caller.ADMIN), Cluster.NAMESPACE, name);
        return plane.account(Path.of(write("account/token", token.getBytes(UTF_8))));
    }

    /** Writes Secrets and ConfigMaps as files, and says which path of the container is which folder. */
    private Map<String, String> mounts(Api api, JsonNode pod, JsonNode container) {
        Map<String, String> folders = new TreeMap<>();
        String objects = "/api/v1/namespaces/" + Cluster.NAMESPACE;
        for (JsonNode volume : pod.path("volumes")) {
            String name = volume.path("name").asText();
            if (volume.has("secret")) {
                String secret = volume.at("/secret/secretName").asText();
                api.get(objects + "/secrets/" + secret)
                        .stored()
                        .path("data")
                        .properties()
                        .forEach(entry -> write(
                                name + "/" + entry.getKey(),
                                Base64.getDecoder().decode(entry.getValue().asText())));
            } else if (volume.has("configMap")) {
                String map = volume.at("/configMap/name").asText();
                api.get(objects + "/configmaps/" + map)
                        .stored()
                        .path("data")
                        .properties()
                        .forEach(entry -> write(
                                name + "/" + entry.getKey(),
                                entry.getValue().asText().getBytes(UTF_8)));
            }
            folders.put(name, folder.resolve(name).toString());
        }
        Map<String, String> mounts = new TreeMap<>();
        for (JsonNode mount : container.path("volumeMounts")) {
            mounts.put(
                    mount.path("mountPath").asText(),
                    folders.get(mount.path("name").asText()));
        }
        return mounts;
    }

    private static String local(String value, Map<String, String> mounts) {
        String result = value;
        for (Map.Entry<String, String> mount : mounts.entrySet()) {
            if (value.equals(mount.getKey()) || value.startsWith(mount.getKey() + "/")) {
                result = mount.getValue() + value.substring(mount.getKey().length());
            }
        }
        return result;
    }

    private String write(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content).toString();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
