package dev.entitlements.codec.text;

import java.util.List;
import java.util.stream.Collectors;

/** A problem as a person reads it: place and message, the source line with a caret, and the next step. */
public final class IssueText {
    private static final int WIDTH = 160;
    private static final String INDENT = "    ";
    private static final String CUT = "...";

    private IssueText() {}

    private enum Ink {
        PLAIN,
        COLOURED
    }

    /** Without colour. */
    public static String plain(Issue issue) {
        return text(issue, Ink.PLAIN);
    }

    /** All of them, without colour. */
    public static String plain(List<Issue> issues) {
        return issues.stream().map(IssueText::plain).collect(Collectors.joining());
    }

    /** With the colours of a terminal. */
    public static String coloured(Issue issue) {
        return text(issue, Ink.COLOURED);
    }

    /** All of them, with the colours of a terminal. */
    public static String coloured(List<Issue> issues) {
        return issues.stream().map(IssueText::coloured).collect(Collectors.joining());
    }

    private static String text(Issue issue, Ink ink) {
        StringBuilder text = new StringBuilder();
        String place = issue.place().toString();
        text.append(ink(place.isEmpty() ? "" : visible(place) + ": ", "1", ink));
        String colour = issue.severity() == Issue.Severity.ERROR ? "1;31" : "1;33";
        text.append(ink(issue.severity().word() + ":", colour, ink));
        text.append(' ').append(visible(issue.message())).append('\n');
        if (!issue.place().source().isBlank()) {
            appendSource(text, issue.place(), ink);
        }
        if (!issue.help().isEmpty()) {
            text.append(INDENT).append(ink("help:", "1;36", ink));
            text.append(' ').append(visible(issue.help())).append('\n');
        }
        return text.toString();
    }

    private static void appendSource(StringBuilder text, Issue.Place place, Ink ink) {
        int[] points = place.source().codePoints().toArray();
        int column = Math.min(Math.max(place.column() - 1, 0), points.length);
        int start = points.length <= WIDTH ? 0 : Math.max(0, Math.min(column - WIDTH / 2, points.length - WIDTH));
        int end = Math.min(points.length, start + WIDTH);
        String left = start > 0 ? CUT : "";
        String right = end < points.length ? CUT : "";
        String shown = new String(points, start, end - start);
        text.append(INDENT).append(left).append(visible(shown)).append(right).append('\n');
        text.append(INDENT).append(" ".repeat(left.length()));
        for (int i = start; i < column; i++) {
            text.append(points[i] == '\t' ? '\t' : ' ');
        }
        text.append(ink("^", "1;32", ink)).append('\n');
    }

    /** The text without characters that would move the cursor of a terminal. */
    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.appendCodePoint(hides(c) ? 0xFFFD : c));
        return shown.toString();
    }

    private static boolean hides(int codePoint) {
        int type = Character.getType(codePoint);
        return (type == Character.CONTROL && codePoint != '\t')
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String ink(String text, String code, Ink ink) {
        return switch (ink) {
            case PLAIN -> text;
            case COLOURED -> "\u001b[" + code + "m" + text + "\u001b[0m";
        };
    }
}
