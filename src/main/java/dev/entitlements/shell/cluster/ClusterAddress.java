package dev.entitlements.shell.cluster;

import dev.entitlements.codec.report.OneLine;
import io.fabric8.kubernetes.client.Config;
import io.quarkus.kubernetes.client.KubernetesConfigCustomizer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Looks at the address of the cluster before anything is sent to it: a token goes there, and what comes back decides who
 * may do what. Whether the certificate behind it is verified is for the kubeconfig to say, as it is for kubectl.
 *
 * <p>The client library takes an address without a scheme, tries TLS for a second, and where that fails goes on with plain
 * HTTP and leaves a warning in its log. And it sends what is for the loopback to a proxy that is set for HTTP,
 * unless {@code NO_PROXY} names it, which is not looked at here.
 */
@Singleton
public final class ClusterAddress implements KubernetesConfigCustomizer {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    ClusterAddress() {}

    /** The address is none that may be trusted. */
    public static final class Unsafe extends RuntimeException {
        /** What to do about it. */
        public static final String HELP = "write its address with `https://`, be it in the kubeconfig,"
                + " `KUBERNETES_MASTER` or `quarkus.kubernetes-client.api-server-url`; `http://` is for the loopback alone,"
                + " without a proxy";

        private static final long serialVersionUID = 1;

        private final String problem;

        Unsafe(String address) {
            this("the API server at `" + OneLine.of(withoutUser(address)) + "` would be asked without TLS", HELP);
        }

        private static String withoutUser(String address) {
            return address.replaceFirst("//.*@", "//");
        }

        private Unsafe(String problem, String help) {
            super(problem + ": " + help);
            this.problem = problem;
        }

        /** What is wrong with it. */
        public String problem() {
            return problem;
        }
    }

    /** Gives the same back, or throws {@link Unsafe} where it names neither HTTPS nor HTTP over the loopback alone. */
    public static Config safe(Config config) {
        String address = config.getMasterUrl();
        boolean isTls = address.regionMatches(true, 0, "https://", 0, "https://".length());
        boolean isProxied =
                config.getHttpProxy() != null && !config.getHttpProxy().isBlank();
        if (!isTls && (isProxied || !isLoopback(address))) {
            throw new Unsafe(address);
        }
        return config;
    }

    @Override
    public void customize(Config config) {
        Config unused = safe(config);
    }

    private static boolean isLoopback(String address) {
        try {
            URI uri = new URI(address);
            return "http".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && LOOPBACK.matcher(uri.getHost()).matches();
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
