package dev.entitlements.shell.node;

import dev.entitlements.codec.text.Json;
import dev.entitlements.shell.cluster.ClusterAddress;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** How the agent reaches its cluster. */
final class AgentClient {
    private static final int TIMEOUT_MILLIS = 10_000;

    private AgentClient() {}

    /** A client; the caller closes it. Throws {@link ClusterAddress.Unsafe} where it would speak without TLS. */
    static KubernetesClient open() {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                // the agent comes round often enough itself
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(ClusterAddress.safe(config))
                // pods are lists of strangers' keys: they go into no table of the whole process
                .withKubernetesSerialization(new KubernetesSerialization(Json.MAPPER.copy(), true))
                .build();
    }
}
