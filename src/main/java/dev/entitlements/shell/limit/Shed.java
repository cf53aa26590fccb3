package dev.entitlements.shell.limit;

import dev.entitlements.codec.text.Issue;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Why something was turned away before it was judged, and how often. Each is right again in a moment. */
@SuppressWarnings("ImmutableEnumChecker") // the counts are what changes; each reason has one for the whole process
public enum Shed {
    /** More connections than are held. */
    CONNECTIONS(0, "there are too many connections", "close some"),
    /** A connection that sends something, but asks nothing. */
    SILENT(0, "the connection asked nothing for too long", "ask, or close it"),
    /** A body that arrives too slowly. */
    SLOW(408, "the body did not arrive in time", "send it faster"),
    /** An answer that its caller does not take. */
    UNREAD(0, "the answers were not read", "read them"),
    /** More bytes under way than there is memory for. */
    MEMORY(503, "too many bodies are under way", "try again; if it stays so, start more replicas or give them memory"),
    /** A review whose caller no longer waits, or hardly. */
    LATE(503, "the review waited as long as its caller waits", "try again; if it stays so, start more replicas"),
    /** More dry runs than run at a time. */
    DRY_RUNS(429, "too many dry runs are under way", "try again in a moment, or send fewer objects at once");

    private final int status;
    private final Issue problem;
    private final LongAdder count = new LongAdder();

    Shed(int status, String message, String help) {
        this.status = status;
        this.problem = Issue.error(Issue.Place.ofFile(""), message, help);
    }

    /** The word that metrics use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status; 0 where nothing can be answered. */
    public int status() {
        return status;
    }

    /** What the caller is told. */
    public Issue problem() {
        return problem;
    }

    /** Counts one more. */
    public void count() {
        count.increment();
    }

    /** How often so far. */
    public double total() {
        return count.sum();
    }
}
