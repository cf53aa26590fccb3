package dev.entitlements.core.words;

import java.util.Collection;

/** Text of the user's as messages show it: in backticks, on one line, not endless. */
public final class Quoted {
    /** The longest text that is shown whole, in characters. */
    private static final int LONGEST = 120;

    /** Room for the backticks and the dots. */
    private static final int ROOM = 5;

    /** Characters of the usual name in a list, backticks and comma included. */
    private static final int USUAL = 24;

    private Quoted() {}

    /** The text in backticks; what could break the line or the backticks is shown as a question mark. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST) + ROOM);
        append(shown, text);
        return shown.toString();
    }

    /** Several texts, each in backticks, in the order given. */
    public static String list(Collection<String> texts) {
        StringBuilder shown = new StringBuilder(texts.size() * USUAL);
        for (String text : texts) {
            if (!shown.isEmpty()) {
                shown.append(", ");
            }
            append(shown, text);
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, String text) {
        shown.append('`');
        int at = 0;
        for (int count = 0; count < LONGEST && at < text.length(); count++) {
            int point = text.codePointAt(at);
            shown.appendCodePoint(visible(point));
            at += Character.charCount(point);
        }
        shown.append(at < text.length() ? "...`" : "`");
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
