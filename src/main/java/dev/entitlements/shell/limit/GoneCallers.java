package dev.entitlements.shell.limit;

import io.netty.handler.codec.http2.Http2Exception;
import io.quarkus.logging.LoggingFilter;
import io.quarkus.vertx.http.runtime.QuarkusErrorHandler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.nio.channels.ClosedChannelException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of the log that a caller was gone before its answer, which is no failure of ours: with a trace of forty lines for
 * each question that a stranger gives up, the log of a node would be full in minutes.
 */
@LoggingFilter(name = "gone-callers")
public final class GoneCallers implements Filter {
    private static final String TOLD_BY = QuarkusErrorHandler.class.getName();

    @Override
    public boolean isLoggable(LogRecord told) {
        return !(TOLD_BY.equals(told.getLoggerName()) && isGone(told.getThrown()));
    }

    private static boolean isGone(@Nullable Throwable thrown) {
        return thrown instanceof HttpClosedException
                || thrown instanceof StreamResetException
                || thrown instanceof ClosedChannelException
                || thrown instanceof Http2Exception
                || isWrittenToNobody(thrown);
    }

    /** What netty throws where a head is written to a stream that has ended. */
    private static boolean isWrittenToNobody(@Nullable Throwable thrown) {
        return thrown instanceof IllegalStateException
                && thrown.getMessage() != null
                && thrown.getMessage().endsWith("in unexpected state CLOSED");
    }
}
