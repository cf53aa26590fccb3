package dev.entitlements.shell.rules;

import dev.entitlements.core.bundle.Delivery.AppArmor;
import dev.entitlements.core.delivery.ClusterNode;
import dev.entitlements.core.delivery.Rollout;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.config.Surroundings;
import dev.entitlements.shell.delivery.NodeView;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rulebook may go live.
 *
 * <p>Without agents there is nothing to wait for. A rulebook that needs no profile beyond those of the one in force
 * does not wait either: what only takes away must not be held up by a node that is broken. The first rulebook after a
 * start waits for a short time only, since nothing is admitted meanwhile.
 */
@Singleton
public final class DeliveryGate {
    private static final Logger LOG = Logger.getLogger(DeliveryGate.class);

    private static final Duration FIRST = Duration.ofMinutes(1);

    private final NodeView view;
    private final Surroundings surroundings;
    private AppArmor appArmor = AppArmor.OFF;
    private @Nullable Instant missingSince;

    DeliveryGate(NodeView view, Surroundings surroundings) {
        this.view = view;
        this.surroundings = surroundings;
    }

    /**
     * Whether every ready node takes AppArmor profiles. It goes on as soon as all say so, and off only when that was not
     * so for as long as a rulebook waits: a node that starts anew is ready before its agent can speak, and must not take
     * the protection of a whole cluster away. While the nodes are not known, what was true before holds.
     */
    synchronized AppArmor appArmor(Instant now) {
        Duration patience = surroundings.deliveryDeadline();
        Optional<List<ClusterNode>> nodes = view.nodes();
        if (nodes.isEmpty()) {
            return appArmor;
        }
        if (Rollout.hasAppArmor(nodes.get(), patience, now)) {
            missingSince = null;
            turn(AppArmor.ON);
            return appArmor;
        }
        Instant since = missingSince == null ? now : missingSince;
        missingSince = since;
        if (!now.isBefore(since.plus(patience))) {
            turn(AppArmor.OFF);
        }
        return appArmor;
    }

    private void turn(AppArmor next) {
        if (appArmor != next) {
            appArmor = next;
            LOG.warnf(
                    "AppArmor profiles are %s new pods: %s",
                    next == AppArmor.ON ? "written into" : "left out of",
                    next == AppArmor.ON ? "every ready node takes them" : "not every ready node takes them");
        }
    }

    /** Judges the waiting rulebook. */
    Rollout judge(RulebookState state, Rulebook awaiting, Instant now) {
        Optional<List<ClusterNode>> nodes = view.nodes();
        boolean nothingNew = state.current()
                .filter(live -> live.bundle().hasAllOf(awaiting.bundle()))
                .isPresent();
        if (!view.isUsed() || nothingNew) {
            return new Rollout(Rollout.Verdict.COMPLETE, List.of(), now);
        }
        Duration deadline = surroundings.deliveryDeadline();
        boolean isFirst = state.current().isEmpty();
        Rollout.Aim aim = new Rollout.Aim(
                awaiting.bundle().digest(),
                state.delivery().seen(),
                isFirst && FIRST.compareTo(deadline) < 0 ? FIRST : deadline);
        return nodes.map(known -> Rollout.judge(known, aim, now)).orElseGet(() -> Rollout.unknown(aim, now));
    }

    /** Where nothing waits: which nodes lack what is in force, such as those that joined a moment ago. */
    DeliveryState standing(RulebookState state, Instant now) {
        if (!view.isUsed() || state.current().isEmpty() || view.nodes().isEmpty()) {
            return state.delivery();
        }
        String digest = state.current().get().bundle().digest();
        List<String> lacking = Rollout.lacking(view.nodes().get(), digest);
        DeliveryState delivery = state.delivery();
        return new DeliveryState(null, delivery.seen(), lacking, delivery.due(), delivery.forced());
    }
}
