package dev.entitlements.codec.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the known word that somebody probably meant. */
public final class Suggestion {
    private static final int MAX_LENGTH = 64;

    private Suggestion() {}

    /** The known word nearest to what was written, if any is near. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        if (written.isEmpty() || written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String word = written.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, word.length() / 3);
        return new TreeSet<>(known)
                .stream()
                        .filter(candidate -> candidate.length() <= MAX_LENGTH)
                        .map(candidate -> new Ranked(candidate, distance(word, candidate.toLowerCase(Locale.ROOT))))
                        .filter(ranked -> ranked.distance <= limit)
                        .min(Comparator.comparingInt(Ranked::distance))
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
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, left, right, new int[] {i, j});
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int step(int[][] cost, String left, String right, int[] at) {
        int i = at[0];
        int j = at[1];
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
