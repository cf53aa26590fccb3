package dev.entitlements.codec.record;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table that {@code strace -c} prints: a heading that says what is in the columns, then a row for each call. */
final class SummaryTable {
    private static final Set<String> HEADINGS = Set.of(
            "%",
            "time",
            "seconds",
            "usecs/call",
            "calls",
            "errors",
            "syscall",
            "total",
            "shortest",
            "longest",
            "avg",
            "min",
            "max",
            "total-time",
            "avg-time",
            "min-time",
            "max-time");

    /** Whether the name is the first or the last column; other places leave it open what is a number and what not there. */
    private enum Name {
        FIRST,
        LAST,
        /** Not in a table. */
        NONE
    }

    private Name name = Name.NONE;

    /** The name in a row of the table; the empty string for a heading, a rule or a sum; nothing outside of a table. */
    Optional<String> row(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        if (words.contains("syscall") && HEADINGS.containsAll(words)) {
            name = words.get(0).equals("syscall") ? Name.FIRST : Name.LAST;
            return Optional.of("");
        }
        if (name == Name.NONE) {
            return Optional.empty();
        }
        if (line.startsWith("---")) {
            return Optional.of("");
        }
        String found = name == Name.FIRST ? words.get(0) : words.get(words.size() - 1);
        long numbers = words.stream().filter(SummaryTable::isNumber).count();
        boolean isRow = found.matches("[a-z_][a-z0-9_]{0,63}") && numbers == words.size() - 1;
        if (!isRow || found.equals("total")) {
            name = Name.NONE;
            return isRow ? Optional.of("") : Optional.empty();
        }
        return Optional.of(found);
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }
}
