package dev.entitlements.shell.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that pods of this node name.
 *
 * <p>RBAC cannot narrow the right to list pods to one node, so agents are not given it unless somebody wants old profiles
 * to be removed. Without it the pods are not known, and everything stays.
 */
final class NodePods implements Supplier<Optional<Set<String>>> {
    private static final String SECCOMP = ProfileFolder.NAME + "/";
    private static final String APPARMOR = ProfileFolder.NAME + "-";
    private static final String BETA = "container.apparmor.security.beta.kubernetes.io/";
    private static final String BETA_LOCALHOST = "localhost/";

    /** How often the cluster is asked at most; what is old has time. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final KubernetesClient client;
    private final String node;
    private final Clock clock;
    private Instant next = Instant.MIN;

    NodePods(KubernetesClient client, String node, Clock clock) {
        this.client = client;
        this.node = node;
        this.clock = clock;
    }

    /** The names of files in our folder; empty where the pods cannot be known. */
    @Override
    public Optional<Set<String>> get() {
        if (clock.instant().isBefore(next)) {
            return Optional.empty();
        }
        next = clock.instant().plus(PAUSE);
        try {
            List<Pod> pods = client.pods()
                    .inAnyNamespace()
                    .withField("spec.nodeName", node)
                    .list()
                    .getItems();
            Set<String> named = new HashSet<>();
            pods.forEach(pod -> named(pod).map(NodePods::file).forEach(named::add));
            return Optional.of(named);
        } catch (KubernetesClientException unknown) {
            return Optional.empty();
        }
    }

    private static Stream<String> named(Pod pod) {
        PodSpec spec = pod.getSpec();
        Stream<SecurityContext> contexts = Stream.of(
                        spec.getContainers().stream().map(Container::getSecurityContext),
                        spec.getInitContainers().stream().map(Container::getSecurityContext),
                        spec.getEphemeralContainers().stream().map(EphemeralContainer::getSecurityContext))
                .flatMap(all -> all);
        Stream<@Nullable String> own = contexts.filter(context -> context != null)
                .flatMap(context -> Stream.of(
                        context.getSeccompProfile() == null
                                ? null
                                : context.getSeccompProfile().getLocalhostProfile(),
                        context.getAppArmorProfile() == null
                                ? null
                                : context.getAppArmorProfile().getLocalhostProfile()));
        Stream<@Nullable String> whole = spec.getSecurityContext() == null
                ? Stream.empty()
                : Stream.of(
                        spec.getSecurityContext().getSeccompProfile() == null
                                ? null
                                : spec.getSecurityContext().getSeccompProfile().getLocalhostProfile(),
                        spec.getSecurityContext().getAppArmorProfile() == null
                                ? null
                                : spec.getSecurityContext().getAppArmorProfile().getLocalhostProfile());
        Stream<String> beta = pod.getMetadata().getAnnotations() == null
                ? Stream.empty()
                : pod.getMetadata().getAnnotations().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(BETA))
                        .filter(entry -> entry.getValue().startsWith(BETA_LOCALHOST))
                        .map(entry -> entry.getValue().substring(BETA_LOCALHOST.length()));
        return Stream.of(own, whole, beta).flatMap(all -> all).filter(name -> name != null);
    }

    private static String file(String profile) {
        if (profile.startsWith(SECCOMP)) {
            return profile.substring(SECCOMP.length());
        }
        return profile.startsWith(APPARMOR) ? profile + NodeBundle.APPARMOR_ENDING : profile;
    }
}
