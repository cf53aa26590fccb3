package dev.entitlements.shell.limit;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the head of a request came in, its wait for an event loop that is behind included, and how long its caller waits.
 *
 * @param since by the clock that measures spans
 * @param patience most of what {@code ?timeout=} says, so that our answer still arrives
 */
public record Arrival(long since, Duration patience) {
    /** The longest that the API server ever waits. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Pattern SECONDS = Pattern.compile("(?:^|&)timeout=([1-9][0-9]?)s(?:&|$)");
    private static final String KEY = Arrival.class.getName();

    /** A request whose head is here now. */
    static Arrival now(HttpServerRequest request) {
        return new Arrival(System.nanoTime() - LoopLag.nanos(), patience(request));
    }

    /** Keeps it for those who look at the request later. */
    void keep(RoutingContext context) {
        context.put(KEY, this);
    }

    /** The arrival of a request that the limits have looked at. */
    public static Arrival of(RoutingContext context) {
        Arrival kept = context.get(KEY);
        return kept == null ? now(context.request()) : kept;
    }

    /** Whether the caller no longer waits, or not long enough for an answer. */
    public boolean isLate() {
        return System.nanoTime() - since > patience.toNanos();
    }

    /** How long it has been here. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** How much of the patience is left; nothing where it is used up. */
    public Duration left() {
        Duration left = patience.minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration patience(HttpServerRequest request) {
        // the parameters of a query are not read: a thousand of them would be kept with the request
        Matcher seconds = SECONDS.matcher(Objects.requireNonNullElse(request.query(), ""));
        Duration asked = seconds.find() ? Duration.ofMillis(Long.parseLong(seconds.group(1)) * 800) : LONGEST;
        return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }
}
