package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Resources;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names of all system calls of Linux, on any architecture. */
final class SyscallNames {
    private static final SortedSet<String> ALL = read();

    private SyscallNames() {}

    /** Every name, sorted. */
    static SortedSet<String> all() {
        return ALL;
    }

    private static SortedSet<String> read() {
        String table = new String(Resources.bytes("dev/entitlements/syscalls.tsv"), StandardCharsets.UTF_8);
        SortedSet<String> names = new TreeSet<>();
        table.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int tab = line.indexOf('\t');
            names.add((tab < 0 ? line : line.substring(0, tab)).strip());
        });
        return Collections.unmodifiableSortedSet(names);
    }
}
