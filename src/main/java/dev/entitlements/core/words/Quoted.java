package dev.entitlements.core.words;

import java.util.Collection;
import java.util.stream.Collectors;

/** Text of the user's as messages show it: in backticks, on one line, not endless. */
public final class Quoted {
    /** The longest text that is shown whole, in characters. */
    private static final int LONGEST = 120;

    private Quoted() {}

    /** The text in backticks; what could break the line or the backticks is shown as a question mark. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder("`");
        text.codePoints().limit(LONGEST).map(Quoted::visible).forEach(shown::appendCodePoint);
        if (text.codePointCount(0, text.length()) > LONGEST) {
            shown.append("...");
        }
        return shown.append('`').toString();
    }

    /** Several texts, each in backticks, in the order given. */
    public static String list(Collection<String> texts) {
        return texts.stream().map(Quoted::text).collect(Collectors.joining(", "));
    }

    private static int visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> '?';
            default -> point == '`' ? '?' : point;
        };
    }
}
