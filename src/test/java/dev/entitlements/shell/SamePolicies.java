package dev.entitlements.shell;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A server with policies that refuse, strip and warn, each in namespaces of its own. */
public final class SamePolicies implements QuarkusTestResourceLifecycleManager {
    static final String FOLDER = "src/test/resources/same/policies";

    @Override
    public Map<String, String> start() {
        return Map.of("entitlements.policies.dir", FOLDER);
    }

    @Override
    public void stop() {}
}
