package dev.entitlements.shell.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a person's commands reach a cluster: by the file that is named, else as kubectl does.
 *
 * @param kubeconfig the file, or null for {@code KUBECONFIG}, {@code ~/.kube/config} or the pod's own account
 * @param context the context, or null for the current one
 */
public record ClusterAccess(
        @Nullable Path kubeconfig, @Nullable String context) {
    /** The kubeconfig has no such context. */
    public static final class UnknownContext extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownContext(String name) {
            super("the kubeconfig has no context `" + name + "`");
        }
    }

    /** A client; the caller closes it. Throws {@link ClusterAddress.Unsafe} where it would speak without TLS. */
    public KubernetesClient open() {
        Config config = kubeconfig == null
                ? Config.autoConfigure(context)
                : Config.fromKubeconfig(context, kubeconfig.toFile());
        NamedContext chosen = config.getCurrentContext();
        if (context != null && (chosen == null || !context.equals(chosen.getName()))) {
            // the library would go on with another cluster, or with none
            throw new UnknownContext(context);
        }
        return new KubernetesClientBuilder()
                .withConfig(ClusterAddress.safe(config))
                .build();
    }
}
