package dev.entitlements.codec.report;

/** Text of others made fit for one line of a terminal, a status message or a warning header. */
public final class OneLine {
    private static final String MORE = "...";

    private OneLine() {}

    /**
     * The text with every character that could move a cursor, end a line or turn the reading direction written as its
     * number.
     */
    public static String of(String text) {
        if (isSafe(text)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isUnsafe(point)) {
                safe.append(String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    /** The text on one line, cut to so many characters; a cut one ends in three dots. */
    public static String of(String text, int limit) {
        String safe = of(text);
        if (safe.length() <= limit) {
            return safe;
        }
        int end = limit - MORE.length();
        return safe.substring(0, Character.isHighSurrogate(safe.charAt(end - 1)) ? end - 1 : end) + MORE;
    }

    private static boolean isSafe(String text) {
        int point;
        for (int i = 0; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (!isPrintableAscii(point) && isUnsafe(point)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintableAscii(int point) {
        return point >= ' ' && point < 0x7f;
    }

    private static boolean isUnsafe(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
