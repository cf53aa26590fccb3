package dev.entitlements.shell.limit;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server of its own, that takes in little. */
public final class Bounded implements QuarkusTestProfile {
    static final int CONNECTIONS = 12;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "entitlements.limits.connections", Integer.toString(CONNECTIONS),
                "entitlements.limits.bodies", "4M",
                "quarkus.http.idle-timeout", "4S");
    }
}
