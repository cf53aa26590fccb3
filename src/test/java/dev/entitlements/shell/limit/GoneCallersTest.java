package dev.entitlements.shell.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.QuarkusErrorHandler;
import io.vertx.core.http.HttpClosedException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoneCallersTest {
    private static final String HANDLER = QuarkusErrorHandler.class.getName();

    @ParameterizedTest
    @ValueSource(strings = {"Response head already sent", "Stream 1 in unexpected state OPEN"})
    void keepsOurOwnFailures(String message) {
        assertThat(isTold(HANDLER, new IllegalStateException(message))).isTrue();
    }

    @Test
    void keepsWhatOthersTell() {
        assertThat(isTold("dev.entitlements", new HttpClosedException("gone"))).isTrue();
    }

    @Test
    void leavesOutWhoIsGone() {
        assertThat(isTold(HANDLER, new HttpClosedException("gone"))).isFalse();
        assertThat(isTold(HANDLER, new IllegalStateException("Stream 1 in unexpected state CLOSED")))
                .isFalse();
    }

    private static boolean isTold(String logger, Throwable thrown) {
        LogRecord told = new LogRecord(Level.SEVERE, "failed");
        told.setLoggerName(logger);
        told.setThrown(thrown);
        return new GoneCallers().isLoggable(told);
    }
}
