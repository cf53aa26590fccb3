package dev.entitlements.shell.observe;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.rules.DeliveryState;
import dev.entitlements.shell.rules.RulebookHolder;
import dev.entitlements.shell.rules.RulebookState;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready where there is a rulebook to decide by, even if the latest change to it was bad. */
@Readiness
@Singleton
public final class RulebookReadiness implements HealthCheck {
    private static final int MAX_NODES = 10;

    private final RulebookHolder holder;

    RulebookReadiness(RulebookHolder holder) {
        this.holder = holder;
    }

    @Override
    public HealthCheckResponse call() {
        RulebookState state = holder.state();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("rulebook");
        response.status(state.current().isPresent());
        state.current().ifPresent(rulebook -> describe(rulebook, response));
        describe(state.delivery(), response);
        state.problems().stream().findFirst().ifPresent(first -> {
            response.withData("error", text(first));
            response.withData("errors", state.problems().size());
        });
        return response.build();
    }

    private static void describe(Rulebook rulebook, HealthCheckResponseBuilder response) {
        response.withData("revision", rulebook.revision());
        response.withData(
                "policies", rulebook.policies().all().stream().map(Policy::name).collect(Collectors.joining(",")));
    }

    /** What waits, and which nodes lack profiles: of many the first few. */
    private static void describe(DeliveryState delivery, HealthCheckResponseBuilder response) {
        Rulebook awaiting = delivery.awaiting();
        if (awaiting != null) {
            response.withData("awaiting", awaiting.revision());
            response.withData("due", delivery.due().toString());
        }
        if (!delivery.lacking().isEmpty()) {
            response.withData("nodesLackingProfiles", delivery.lacking().size());
            response.withData(
                    "lacking", delivery.lacking().stream().limit(MAX_NODES).collect(Collectors.joining(",")));
        }
    }

    private static String text(Issue issue) {
        return issue.place() + ": " + issue.message();
    }
}
