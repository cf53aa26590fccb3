package dev.entitlements.shell;

import dev.entitlements.shell.cert.Pairs;
import dev.entitlements.truth.runtime.Folders;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A serving certificate and the authority of the API server's client certificate, as files. */
public final class GivenCertificates implements QuarkusTestResourceLifecycleManager {
    private static final String PROPERTY = "server.test.certificates";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("certificates");
            Pairs.write(folder);
            Pairs.write(Files.createDirectory(client(folder)));
            System.setProperty(PROPERTY, folder.toString());
            return Map.of(
                    "entitlements.tls.dir", folder.toString(),
                    "entitlements.webhook.client-ca",
                            client(folder).resolve("tls.crt").toString());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void stop() {
        Folders.delete(folder());
    }

    /** The folder of the serving certificate. */
    public static Path folder() {
        return Path.of(System.getProperty(PROPERTY));
    }

    /** The folder of the client certificate below it. */
    public static Path client(Path folder) {
        return folder.resolve("client");
    }
}
