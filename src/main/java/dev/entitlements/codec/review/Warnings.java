package dev.entitlements.codec.review;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts warnings to what an API server passes on to the person. */
final class Warnings {
    /** Code points of one warning. */
    static final int LONGEST = 256;

    /** Bytes of all warnings together, in UTF-8. */
    static final int ALL_TOGETHER = 4096;

    private static final String CUT = "\u2026";
    private static final char REPLACEMENT = '\uFFFD';

    private Warnings() {}

    /** As many of the warnings as there is room for, each cut to its limit; the last line counts the others. */
    static List<String> fit(List<String> warnings) {
        List<String> lines = new ArrayList<>(warnings.size());
        int bytes = 0;
        for (String warning : warnings) {
            String line = cut(onOneLine(warning));
            lines.add(line);
            bytes += bytes(line);
        }
        if (bytes <= ALL_TOGETHER) {
            return lines;
        }
        int kept = lines.size();
        while (kept > 0 && bytes + bytes(rest(lines.size() - kept)) > ALL_TOGETHER) {
            kept--;
            bytes -= bytes(lines.get(kept));
        }
        List<String> fitting = new ArrayList<>(lines.subList(0, kept));
        fitting.add(rest(lines.size() - kept));
        return fitting;
    }

    /** The text with every half of a surrogate pair replaced, so that it can be written as UTF-8. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaceHalves(text);
            }
        }
        return text;
    }

    private static String rest(int count) {
        return count == 1 ? "and 1 more warning" : "and " + count + " more warnings";
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST || text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + CUT;
    }

    /** API servers drop a warning that has a control character. */
    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(wellFormed(text));
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        return line.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String replaceHalves(String text) {
        StringBuilder written = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            written.appendCodePoint(half ? REPLACEMENT : point);
        });
        return written.toString();
    }
}
