package dev.entitlements.shell.limit;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A server of its own with little room, whose connections may rest as long as they do where it is shipped. */
public final class Crowded implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("entitlements.limits.connections", "100", "entitlements.limits.bodies", "3M");
    }
}
