package dev.entitlements.shell;

import org.eclipse.microprofile.config.ConfigProvider;

/** Where the server under test listens. */
public final class Ports {
    private Ports() {}

    /** A door behind TLS. */
    public static String door(String path) {
        return "https://127.0.0.1:" + port("quarkus.http.test-ssl-port") + path;
    }

    /** A page of the management port. */
    public static String management(String path) {
        return "http://127.0.0.1:" + port("quarkus.management.test-port") + path;
    }

    private static int port(String key) {
        return ConfigProvider.getConfig().getValue(key, Integer.class);
    }
}
