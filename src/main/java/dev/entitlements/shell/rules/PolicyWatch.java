package dev.entitlements.shell.rules;

import dev.entitlements.shell.config.AppConfig;
import dev.entitlements.shell.config.Surroundings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings changed files into the {@link RulebookHolder}. The file system's events make it quick; reading everything
 * again from time to time makes it sure, where events are lost: behind symbolic links, on network file systems.
 */
@Singleton
public final class PolicyWatch {
    private static final Logger LOG = Logger.getLogger(PolicyWatch.class);

    private final AppConfig.Profiles config;
    private final List<Path> directories;
    private final RulebookHolder holder;
    private @Nullable Thread thread;

    PolicyWatch(AppConfig config, Surroundings surroundings, RulebookHolder holder) {
        this.config = config.profiles();
        this.directories = List.of(surroundings.catalogue(), surroundings.policies());
        this.holder = holder;
    }

    /** Loads the first rulebook before any door opens, then watches. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it only lets reviews come first
    void start(@Observes StartupEvent event) {
        holder.refresh();
        Thread watching = new Thread(this::watch, "rulebook-watch");
        watching.setDaemon(true);
        // reviews come first, where the JVM was told to pass priorities on to the system (-XX:ThreadPriorityPolicy=1)
        watching.setPriority(Thread.MIN_PRIORITY);
        watching.start();
        thread = watching;
    }

    /** Stops watching. */
    void stop(@Observes ShutdownEvent event) {
        Thread watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }

    /** Whether changes are still noticed. */
    public boolean isAlive() {
        Thread watching = thread;
        return watching != null && watching.isAlive();
    }

    private void watch() {
        try (WatchService events = FileSystems.getDefault().newWatchService()) {
            while (!Thread.currentThread().isInterrupted()) {
                register(events);
                holder.refresh();
                await(events);
            }
        } catch (IOException unwatchable) {
            throw new UncheckedIOException(unwatchable);
        } catch (InterruptedException stopped) {
            LOG.debug("the rulebook is no longer watched");
            Thread.currentThread().interrupt();
        }
    }

    /** Watches the directories that exist now; one that is watched already is not watched twice. */
    private void register(WatchService events) {
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try {
                directory.register(
                        events,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            } catch (IOException gone) {
                LOG.debugf("`%s` cannot be watched now, it is read again in a while", directory);
            }
        }
    }

    /** Waits for a change and then for quiet, at most as long as the interval of reading again. */
    private void await(WatchService events) throws InterruptedException {
        WatchKey key = events.poll(millis(config.reloadInterval()), TimeUnit.MILLISECONDS);
        long deadline = System.nanoTime() + config.reloadInterval().toNanos();
        while (key != null && System.nanoTime() < deadline) {
            key.pollEvents();
            key.reset();
            key = events.poll(millis(config.settleTime()), TimeUnit.MILLISECONDS);
        }
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }
}
