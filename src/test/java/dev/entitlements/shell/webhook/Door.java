package dev.entitlements.shell.webhook;

import org.eclipse.microprofile.config.ConfigProvider;

/** Where the server under test listens. */
final class Door {
    private Door() {}

    static String at(String path) {
        return "https://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.http.test-ssl-port", Integer.class)
                + path;
    }
}
