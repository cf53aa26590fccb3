package dev.entitlements.shell;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The server as the README starts it: with the enforcing examples. */
public final class ExampleServer implements QuarkusTestResourceLifecycleManager {
    /** Where those policies are. */
    public static final String POLICIES = "profiles/policies/examples";

    @Override
    public Map<String, String> start() {
        return Map.of("entitlements.policies.dir", POLICIES);
    }

    @Override
    public void stop() {}
}
