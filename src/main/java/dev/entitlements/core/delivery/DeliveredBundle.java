package dev.entitlements.core.delivery;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bundle that a node's agent has written: what it has to look after even when its rulebook is no longer in force.
 *
 * @param seccompDigest the bundle's digest for clusters without AppArmor
 * @param digest the bundle's digest for clusters with AppArmor
 * @param since when its files were complete for the first time
 * @param last when its rulebook was in force for the last time
 * @param files the SHA-256 of each file, by the file's name
 */
public record DeliveredBundle(
        String seccompDigest, String digest, Instant since, Instant last, SortedMap<String, String> files) {
    private static final String SECCOMP_ENDING = ".json";

    public DeliveredBundle {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The names of its seccomp files. */
    public List<String> seccomp() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(SECCOMP_ENDING))
                .toList();
    }

    /** The names of the files with its AppArmor profiles. */
    public List<String> appArmor() {
        return files.keySet().stream()
                .filter(name -> !name.endsWith(SECCOMP_ENDING))
                .toList();
    }

    /** The same bundle, whose rulebook is in force now. */
    public DeliveredBundle inForce(Instant now) {
        return new DeliveredBundle(seccompDigest, digest, since, now, files);
    }
}
