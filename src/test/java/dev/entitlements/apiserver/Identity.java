package dev.entitlements.apiserver;

import dev.entitlements.shell.cert.CallerAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How an API server shows our webhooks who it is: with a certificate that it is told to use for our Service, as
 * {@code k8s/README.md} says. Webhooks that do not ask never see it.
 */
final class Identity {
    private final Path folder;
    private CallerAuthority authority = new CallerAuthority();

    /** Writes what the API server reads when it starts into a folder. */
    Identity(Path folder) {
        this.folder = folder;
        turnTo(authority);
        write("webhooks.kubeconfig", """
                apiVersion: v1
                kind: Config
                users:
                  - name: webhook.kube-entitlements.svc
                    user: {client-certificate: %s, client-key: %s}
                """.formatted(caller().resolve("tls.crt"), caller().resolve("tls.key")));
        write("admission.yaml", """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AdmissionConfiguration
                plugins:
                  - name: MutatingAdmissionWebhook
                    configuration: &webhooks
                      apiVersion: apiserver.config.k8s.io/v1
                      kind: WebhookAdmissionConfiguration
                      kubeConfigFile: %s
                  - name: ValidatingAdmissionWebhook
                    configuration: *webhooks
                """.formatted(folder.resolve("webhooks.kubeconfig")));
    }

    /** The file that says so to the API server. */
    Path configuration() {
        return folder.resolve("admission.yaml");
    }

    /** Who signed its certificate. */
    CallerAuthority authority() {
        return authority;
    }

    /** The folder of the certificate and its key. */
    Path caller() {
        return folder.resolve("caller");
    }

    /** When it starts the next time, it shows a new certificate of this authority. */
    void turnTo(CallerAuthority next) {
        authority = next;
        next.writeCaller(caller());
    }

    private void write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
