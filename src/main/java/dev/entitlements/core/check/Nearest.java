package dev.entitlements.core.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class Nearest {
    /** Longer texts are no slip of the pen, and comparing them takes time. */
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The known word that is fewest edits away, if few enough; the first in order among equals. */
    static Optional<String> to(String text, Collection<String> known) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(1, text.length() / 3);
        return known.stream()
                .filter(word -> Math.abs(word.length() - text.length()) <= most)
                .filter(word -> edits(text, word) <= most)
                .min(Comparator.comparingInt((String word) -> edits(text, word)).thenComparing(word -> word));
    }

    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                here[column] = Math.min(above[column - 1] + change, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[to.length()];
    }
}
