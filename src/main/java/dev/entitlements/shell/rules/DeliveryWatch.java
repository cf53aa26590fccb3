package dev.entitlements.shell.rules;

import dev.entitlements.shell.delivery.NodeView;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at the nodes every second, where rulebooks wait for them: the copy is in memory, and looking costs little. */
@Singleton
public final class DeliveryWatch {
    private static final Logger LOG = Logger.getLogger(DeliveryWatch.class);

    private final NodeView view;
    private final RulebookHolder holder;
    private volatile @Nullable Thread thread;

    DeliveryWatch(NodeView view, RulebookHolder holder) {
        this.view = view;
        this.holder = holder;
    }

    /** Starts looking. */
    void start(@Observes StartupEvent event) {
        if (!view.isUsed()) {
            return;
        }
        Thread looking = new Thread(this::look, "delivery-watch");
        looking.setDaemon(true);
        looking.start();
        thread = looking;
    }

    /** Stops looking. */
    void stop(@Observes ShutdownEvent event) {
        Thread looking = thread;
        if (looking != null) {
            looking.interrupt();
        }
    }

    /** Whether what nodes say is still noticed; where nobody waits for them, that is nothing to miss. */
    public boolean isAlive() {
        Thread looking = thread;
        return !view.isUsed() || (looking != null && looking.isAlive());
    }

    private void look() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                reconsider();
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // what one node's objects break must not end every replica's watch
    private void reconsider() {
        try {
            holder.reconsider();
        } catch (RuntimeException broken) {
            LOG.error("the nodes could not be looked at; the rulebook in force stays", broken);
        }
    }
}
