package dev.entitlements.codec.text;

import dev.entitlements.codec.text.Issue.Place;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A text cut into lines, so that problems can show the line they are in. */
final class SourceText {
    private final String file;
    private final String text;
    /** Where each line starts. */
    private final int[] starts;
    /** The lines that somebody asked for: places are kept, and a line that stands there a thousand times is kept once. */
    private final Map<String, String> lines = new HashMap<>();

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        IntStream ends = IntStream.range(0, text.length()).filter(this::isLastOfLine);
        starts = IntStream.concat(IntStream.of(0), ends.map(end -> end + 1)).toArray();
    }

    /** The place of a mark of the YAML scanner. */
    Place place(Mark mark) {
        return place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** A place by line and column, both from 1. */
    Place place(int line, int column) {
        return new Place(file, line, column, line >= 1 && line <= starts.length ? line(starts[line - 1]) : "");
    }

    private String line(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return lines.computeIfAbsent(text.substring(start, end), first -> first);
    }

    /** A line ends with a feed, a return, or both in this order. */
    private boolean isLastOfLine(int index) {
        char one = text.charAt(index);
        boolean isFeedNext = index + 1 < text.length() && text.charAt(index + 1) == '\n';
        return one == '\n' || (one == '\r' && !isFeedNext);
    }

    /** The place of the character at this index of the text. */
    static Place placeOf(String file, String text, int index) {
        String before = text.substring(0, index);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int start = before.lastIndexOf('\n') + 1;
        return new SourceText(file, text).place(line, 1 + before.codePointCount(start, index));
    }

    /** Whether the text has more than so many bytes in UTF-8. */
    static boolean isLonger(String text, int bytes) {
        return text.length() > bytes
                || (text.length() > bytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > bytes);
    }
}
