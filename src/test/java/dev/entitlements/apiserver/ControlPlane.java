package dev.entitlements.apiserver;

import dev.entitlements.shell.cert.Pairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes control plane on the loopback: etcd, kube-apiserver and kube-controller-manager, without a node.
 *
 * <p>Not {@code kube-api-test}, because tests here restart the API server upon the same store, need the controller
 * manager with the key of service accounts, and the API server's egress selector.
 */
final class ControlPlane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Distribution distribution;
    private final Path folder;
    private final Relay relay = new Relay();
    private final int etcdPort = Loopback.freePort();
    private final int port = Loopback.freePort();
    private final Deque<Child> children = new ArrayDeque<>();
    private final Map<String, Api> apis = new ConcurrentHashMap<>();
    private final Identity identity;
    private @Nullable Child apiServer;

    ControlPlane(Distribution distribution, Path folder) {
        this.distribution = distribution;
        this.folder = folder.toAbsolutePath();
        writeFiles();
        identity = new Identity(this.folder);
        try {
            startEtcd();
            startApiServer();
            start("kube-controller-manager", controllerFlags());
        } catch (IllegalStateException notStarted) {
            close();
            throw notStarted;
        }
    }

    /** The API server as somebody sees it. */
    Api api(Caller caller) {
        return api(caller.token());
    }

    /** The API server as the owner of a token sees it; over one connection, since to shake hands costs more than a pod. */
    Api api(String token) {
        return apis.computeIfAbsent(token, owner -> new Api(url(), trust(), owner));
    }

    Kubectl kubectl() {
        return new Kubectl(distribution.program("kubectl"), kubeconfig(Caller.ADMIN));
    }

    Relay relay() {
        return relay;
    }

    String url() {
        return "https://" + Loopback.ADDRESS + ":" + port;
    }

    int port() {
        return port;
    }

    /** Who it says to webhooks it is. */
    Identity identity() {
        return identity;
    }

    /** The certificate that clients of the API server trust. */
    Path authority() {
        return Path.of(file("tls.crt"));
    }

    Path auditLog() {
        return Path.of(file("audit.log"));
    }

    /** A kubeconfig for somebody, as a file. */
    String kubeconfig(Caller caller) {
        String content = """
                {"apiVersion": "v1", "kind": "Config", "current-context": "test",
                 "clusters": [{"name": "test", "cluster": {"server": "%s", "certificate-authority": "%s"}}],
                 "users": [{"name": "test", "user": {"token": "%s"}}],
                 "contexts": [{"name": "test", "context": {"cluster": "test", "user": "test"}}]}
                """;
        return write(caller.name() + ".kubeconfig", content.formatted(url(), authority(), caller.token()));
    }

    /** What a process of a pod sees of the cluster: where the API server is, and its service account's token. */
    Map<String, String> account(Path token) {
        return new TreeMap<>(Map.of(
                "KUBERNETES_SERVICE_HOST", Loopback.ADDRESS,
                "KUBERNETES_SERVICE_PORT", Integer.toString(port),
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
                "KUBERNETES_CERTS_CA_FILE", authority().toString(),
                "KUBECONFIG", file("none")));
    }

    /** Ends the API server and starts it again upon the same store. */
    void restartApiServer() {
        Objects.requireNonNull(apiServer).close();
        apis.clear();
        startApiServer();
    }

    /** Stops etcd from running, or lets it run again. */
    void signalEtcd(String signal) {
        children.getLast().signal(signal);
    }

    /** Ends everything, what was started last first; nobody asks an API server that waits for its watches. */
    @Override
    public void close() {
        children.forEach(Child::kill);
        relay.close();
    }

    private void startEtcd() {
        String client = "http://" + Loopback.ADDRESS + ":" + etcdPort;
        String peer = "http://" + Loopback.ADDRESS + ":" + Loopback.freePort();
        List<String> flags = List.of(
                "--data-dir=" + file("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer);
        start("etcd", flags).await(PATIENCE, () -> Api.answers(client + "/health"));
    }

    private void startApiServer() {
        List<String> flags = List.of(
                "--etcd-servers=http://" + Loopback.ADDRESS + ":" + etcdPort,
                "--bind-address=" + Loopback.ADDRESS,
                "--advertise-address=192.0.2.1",
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--tls-cert-file=" + file("tls.crt"),
                "--tls-private-key-file=" + file("tls.key"),
                "--token-auth-file=" + file("tokens.csv"),
                "--authorization-mode=Node,RBAC",
                "--enable-admission-plugins=NodeRestriction",
                "--admission-control-config-file=" + identity.configuration(),
                "--allow-privileged=true",
                "--feature-gates=" + distribution.gates(),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + file("sa.pub"),
                "--service-account-signing-key-file=" + file("sa.key"),
                "--egress-selector-config-file=" + file("egress.json"),
                "--audit-policy-file=" + file("audit.json"),
                "--audit-log-path=" + auditLog());
        apiServer = start("kube-apiserver", flags);
        apiServer.await(PATIENCE, () -> api(Caller.ADMIN).isReady());
    }

    private List<String> controllerFlags() {
        return List.of(
                "--kubeconfig=" + kubeconfig(Caller.CONTROLLER_MANAGER),
                "--service-account-private-key-file=" + file("sa.key"),
                "--root-ca-file=" + file("tls.crt"),
                "--use-service-account-credentials=true",
                "--leader-elect=false",
                "--bind-address=" + Loopback.ADDRESS,
                "--secure-port=" + Loopback.freePort());
    }

    private Child start(String program, List<String> flags) {
        List<String> command = new ArrayList<>(List.of(distribution.program(program)));
        command.addAll(flags);
        Child child = Child.start(new Child.Launch(command, Map.of(), folder.resolve(program + ".log")));
        children.push(child);
        return child;
    }

    private void writeFiles() {
        try {
            Files.createDirectories(folder);
            Pairs.write(folder);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            write("sa.key", pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            write("sa.pub", pem("PUBLIC KEY", keys.getPublic().getEncoded()));
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        write("tokens.csv", Caller.file());
        write("egress.json", """
                {"apiVersion": "apiserver.k8s.io/v1beta1", "kind": "EgressSelectorConfiguration",
                 "egressSelections": [{"name": "cluster", "connection": {"proxyProtocol": "HTTPConnect",
                   "transport": {"uds": {"udsName": "%s"}}}}]}
                """.formatted(relay.socket()));
        write("audit.json", """
                {"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "omitStages": ["RequestReceived"],
                 "rules": [{"level": "Metadata", "namespaces": ["live"], "resources": [{"group": "", "resources": ["pods"]}]},
                           {"level": "None"}]}
                """);
    }

    private SSLContext trust() {
        try {
            return Pairs.client(folder);
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
