package dev.entitlements.codec.text;

import dev.entitlements.codec.text.Issue.Place;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A text cut into lines, so that problems can show the line they are in. */
final class SourceText {
    private final String file;
    private final List<String> lines;

    SourceText(String file, String text) {
        this.file = file;
        // places are kept, and a line that stands there a thousand times is kept once
        Map<String, String> distinct = new HashMap<>();
        String[] all = text.split("\r\n|[\r\n]", -1);
        for (int i = 0; i < all.length; i++) {
            all[i] = distinct.computeIfAbsent(all[i], first -> first);
        }
        this.lines = List.of(all);
    }

    /** The place of a mark of the YAML scanner. */
    Place place(Mark mark) {
        return place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** A place by line and column, both from 1. */
    Place place(int line, int column) {
        String source = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        return new Place(file, line, column, source);
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
