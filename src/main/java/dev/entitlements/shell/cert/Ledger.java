package dev.entitlements.shell.cert;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all replicas agree on: which certificate is served, and which comes next.
 *
 * <p>INVARIANT (trust before use): a certificate becomes the current one of a running server only after its authority
 * has stood in every webhook configuration for the time that API servers may take to hear of it.
 *
 * @param current what is served, or null before there was any
 * @param next what is to be served, or null where nothing is to change
 * @param published since when every configuration has had the authority of the next, or null where one lacks it
 * @param previous the authority of what was served before, or null; a replica that has not heard may still serve it
 */
record Ledger(
        @Nullable Issued current,
        @Nullable Issued next,
        @Nullable Instant published,
        @Nullable X509Certificate previous) {
    /** Nothing was ever made. */
    static final Ledger EMPTY = new Ledger(null, null, null, null);

    /** What new certificates are like, and how long publishing takes. */
    record Terms(List<String> names, Duration life, Duration propagation) {}

    /** Where this should go by now; the same ledger where nothing is due. */
    Ledger due(Instant now, Terms terms) throws GeneralSecurityException, IOException {
        if (current == null || !current.end().isAfter(now)) {
            // nobody can be served by what is gone, so there is nothing to go over from
            return next != null && next.end().isAfter(now)
                    ? new Ledger(next, null, null, null)
                    : new Ledger(Issued.make(terms.names(), now, terms.life()), null, null, null);
        }
        if (previous != null && !previous.getNotAfter().toInstant().isAfter(now)) {
            return new Ledger(current, next, published, null);
        }
        if (next == null) {
            return current.renewal().isAfter(now)
                    ? this
                    : new Ledger(current, Issued.make(terms.names(), now, terms.life()), null, previous);
        }
        return published == null || published.plus(terms.propagation()).isAfter(now)
                ? this
                : new Ledger(next, null, null, current.authority());
    }

    /** Whether the next certificate waits for being written down as published. */
    boolean isUnpublished() {
        return next != null && published == null;
    }

    /** The same, published. */
    Ledger publishedAt(Instant now) {
        return new Ledger(current, next, now, previous);
    }

    /** Every authority that must be trusted. */
    List<X509Certificate> authorities() {
        List<X509Certificate> authorities = new ArrayList<>();
        if (previous != null) {
            authorities.add(previous);
        }
        if (current != null) {
            authorities.add(current.authority());
        }
        if (next != null) {
            authorities.add(next.authority());
        }
        return List.copyOf(authorities);
    }
}
