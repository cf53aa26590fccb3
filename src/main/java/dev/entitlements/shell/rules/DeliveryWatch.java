package dev.entitlements.shell.rules;

import dev.entitlements.shell.delivery.NodeView;
import dev.entitlements.shell.watch.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at the nodes every second, where rulebooks wait for them: the copy is in memory, and looking costs little. */
@Singleton
public final class DeliveryWatch {
    private static final Logger LOG = Logger.getLogger(DeliveryWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final NodeView view;
    private final RulebookHolder holder;
    private @Nullable Rounds rounds;

    DeliveryWatch(NodeView view, RulebookHolder holder) {
        this.view = view;
        this.holder = holder;
    }

    /** Starts looking. */
    void start(@Observes StartupEvent event, Vertx vertx) {
        if (view.isUsed()) {
            rounds = Rounds.start(
                    vertx,
                    PERIOD,
                    () -> {
                        holder.reconsider();
                        return null;
                    },
                    broken -> LOG.error("the nodes could not be looked at; the rulebook in force stays", broken));
        }
    }

    /** Stops looking. */
    void stop(@Observes ShutdownEvent event) {
        Rounds looking = rounds;
        if (looking != null) {
            looking.stop();
        }
    }
}
