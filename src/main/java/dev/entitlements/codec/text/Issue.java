package dev.entitlements.codec.text;

import java.util.Comparator;
import java.util.Locale;

/**
 * A problem in a text.
 *
 * @param place where
 * @param severity how bad
 * @param message what is wrong: one line, lower-case start, no final period, names in backticks
 * @param help the next step, or the empty string
 */
public record Issue(Place place, Severity severity, String message, String help) implements Comparable<Issue> {
    private static final Comparator<Issue> ORDER =
            Comparator.comparing(Issue::place).thenComparing(Issue::severity).thenComparing(Issue::message);

    /** How bad a problem is; only errors stop a load. */
    public enum Severity {
        ERROR,
        WARNING;

        /** The word reports use. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A place in a text.
     *
     * @param file the file's name as it was given, or the empty string
     * @param line the line, from 1; 0 where unknown
     * @param column the column, from 1; 0 where unknown
     * @param source the line's text, or the empty string
     */
    public record Place(String file, int line, int column, String source) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

        /** A place that is not known closer than the file. */
        public static Place ofFile(String file) {
            return new Place(file, 0, 0, "");
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        /** {@code file:line:col}, as far as it is known. */
        @Override
        public String toString() {
            return line == 0 ? file : file + ":" + line + ":" + column;
        }
    }

    /** An error. */
    public static Issue error(Place place, String message, String help) {
        return new Issue(place, Severity.ERROR, message, help);
    }

    /** A warning. */
    public static Issue warning(Place place, String message, String help) {
        return new Issue(place, Severity.WARNING, message, help);
    }

    /** User text short enough for a message. */
    public static String brief(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    @Override
    public int compareTo(Issue other) {
        return ORDER.compare(this, other);
    }
}
