package dev.entitlements.shell.cert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The authorities in both webhook configurations; writes that one field and nothing else.
 *
 * <p>INVARIANT (a slow writer takes nothing away): an authority of ours that has not ended is never removed, and a
 * patch holds only for the very version of the object that was read.
 */
final class CaBundles {
    private final KubernetesClient client;
    private final String name;

    CaBundles(KubernetesClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Sees to it that every webhook of both configurations trusts these authorities; fails where it cannot. */
    void publish(List<X509Certificate> authorities, Instant now) throws GeneralSecurityException, IOException {
        var v1 = client.admissionRegistration().v1();
        Resource<MutatingWebhookConfiguration> mutating =
                v1.mutatingWebhookConfigurations().withName(name);
        MutatingWebhookConfiguration mutates = found(mutating.get());
        List<WebhookClientConfig> mutators = mutates.getWebhooks().stream()
                .map(MutatingWebhook::getClientConfig)
                .toList();
        patch(mutating, mutates, patch(mutators, authorities, now));
        Resource<ValidatingWebhookConfiguration> validating =
                v1.validatingWebhookConfigurations().withName(name);
        ValidatingWebhookConfiguration validates = found(validating.get());
        List<WebhookClientConfig> validators = validates.getWebhooks().stream()
                .map(ValidatingWebhook::getClientConfig)
                .toList();
        patch(validating, validates, patch(validators, authorities, now));
    }

    private <T> T found(@Nullable T configuration) throws IOException {
        if (configuration == null) {
            throw new IOException("there is no webhook configuration `" + name + "` to write the authority into");
        }
        return configuration;
    }

    private static <T extends HasMetadata> void patch(Resource<T> place, T configuration, ArrayNode patch) {
        if (patch.isEmpty()) {
            return;
        }
        patch.insertObject(0)
                .put("op", "test")
                .put("path", "/metadata/resourceVersion")
                .put("value", configuration.getMetadata().getResourceVersion());
        place.patch(PatchContext.of(PatchType.JSON), patch.toString());
    }

    private static ArrayNode patch(List<WebhookClientConfig> webhooks, List<X509Certificate> authorities, Instant now)
            throws GeneralSecurityException {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        for (int at = 0; at < webhooks.size(); at++) {
            String bundle = webhooks.get(at).getCaBundle();
            List<X509Certificate> trusted = certificates(bundle);
            Set<X509Certificate> wanted = new LinkedHashSet<>(trusted);
            wanted.removeIf(
                    one -> !isOurs(one) || !one.getNotAfter().toInstant().isAfter(now));
            wanted.addAll(authorities);
            if (!trusted.equals(List.copyOf(wanted))) {
                patch.addObject()
                        .put("op", "add")
                        .put("path", "/webhooks/" + at + "/clientConfig/caBundle")
                        .put("value", Base64.getEncoder().encodeToString(Pem.of(wanted)));
            }
        }
        return patch;
    }

    private static boolean isOurs(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().startsWith(Issued.AUTHORITY);
    }

    /** What is trusted now; a bundle that cannot be read trusts nobody. */
    private static List<X509Certificate> certificates(@Nullable String bundle) {
        if (bundle == null || bundle.isEmpty()) {
            return List.of();
        }
        try {
            return Pem.certificates(Base64.getDecoder().decode(bundle));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
