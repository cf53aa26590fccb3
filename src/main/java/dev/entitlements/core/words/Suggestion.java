package dev.entitlements.core.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that somebody probably meant. */
public final class Suggestion {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_KNOWN = 2000;

    private Suggestion() {}

    /** The known word nearest to what was written, if any is near. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        if (written.isEmpty() || written.length() > MAX_LENGTH || known.size() > MAX_KNOWN) {
            return Optional.empty();
        }
        String word = written.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> candidate.length() <= MAX_LENGTH)
                .map(candidate -> new Ranked(candidate, distance(word, candidate.toLowerCase(Locale.ROOT))))
                .filter(ranked -> ranked.distance <= limit)
                .min(Comparator.comparingInt(Ranked::distance).thenComparing(Ranked::word))
                .map(Ranked::word);
    }

    /** The help line: {@code did you mean `WORD`?}, or the other text where nothing is near. */
    public static String help(String written, Collection<String> known, String otherwise) {
        return nearest(written, known)
                .map(word -> "did you mean `" + word + "`?")
                .orElse(otherwise);
    }

    private record Ranked(String word, int distance) {}

    /** Insertions, deletions, replacements and swaps of neighbours; a prefix before an underscore costs one. */
    private static int distance(String left, String right) {
        if (left.endsWith("_" + right)) {
            return 1;
        }
        if (Math.abs(left.length() - right.length()) > Math.max(1, left.length() / 3)) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[left.length()][right.length()];
    }
}
