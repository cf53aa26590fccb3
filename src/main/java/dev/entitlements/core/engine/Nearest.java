package dev.entitlements.core.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The nearest of the names by edit distance, if it is near enough to be meant; ties go to the first. */
    public static Optional<String> to(String written, List<String> names) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = written.toLowerCase(Locale.ROOT);
        int bound = Math.max(1, wanted.length() / 3);
        String best = null;
        for (String name : names) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
            if (distance <= bound && (best == null || distance < bound)) {
                best = name;
                bound = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > LONGEST || right.length() > 2 * LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int cost = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + cost);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
