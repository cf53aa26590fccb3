package dev.entitlements.shell.watch;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Does the same again and again, with a pause between; a round that fails is told, and the next one comes. */
public final class Rounds {
    private final Vertx vertx;
    private final Duration pause;
    private final Callable<Void> round;
    private final Consumer<Throwable> failed;
    private volatile boolean isStopped;

    private Rounds(Vertx vertx, Duration pause, Callable<Void> round, Consumer<Throwable> failed) {
        this.vertx = vertx;
        this.pause = pause;
        this.round = round;
        this.failed = failed;
    }

    /** Begins with a pause. The rounds may block; {@code failed} may not. */
    public static Rounds start(Vertx vertx, Duration pause, Callable<Void> round, Consumer<Throwable> failed) {
        Rounds rounds = new Rounds(vertx, pause, round, failed);
        rounds.next();
        return rounds;
    }

    /** No further round begins. */
    public void stop() {
        isStopped = true;
    }

    private void next() {
        if (!isStopped) {
            vertx.setTimer(Math.max(1, pause.toMillis()), timer -> run());
        }
    }

    private void run() {
        if (isStopped) {
            return;
        }
        vertx.executeBlocking(round).onComplete(done -> {
            next();
            if (done.failed()) {
                failed.accept(done.cause());
            }
        });
    }
}
