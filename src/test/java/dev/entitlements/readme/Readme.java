package dev.entitlements.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** README.md in pieces: prose, and fenced blocks that a comment in the line before may say how to check. */
record Readme(List<Piece> pieces) {
    static final Path FILE = Path.of("README.md");

    private static final String MARK = "<!-- executed";
    private static final String FENCE = "```";

    /** A line of prose, or a whole block. */
    interface Piece {
        String text();
    }

    /** A line of prose. */
    record Prose(String text) implements Piece {}

    /**
     * A fenced block.
     *
     * @param line the line it starts in
     * @param mark what the comment before it says, or the empty string
     * @param language the word after the fence
     * @param content what is between the fences
     */
    record Block(int line, String mark, String language, String content) implements Piece {
        @Override
        public String text() {
            return FENCE + language + "\n" + content + FENCE + "\n";
        }

        boolean isMarked() {
            return !mark.isEmpty();
        }

        /** What follows the colon of the mark. */
        String subject() {
            return mark.replaceFirst("^" + MARK + ":? ?", "").replaceFirst(" ?-->$", "");
        }

        Block with(String newContent) {
            return new Block(line, mark, language, newContent);
        }
    }

    static Readme read() {
        try {
            return of(Files.readString(FILE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Readme of(String text) {
        List<String> lines = text.lines().toList();
        List<Piece> pieces = new ArrayList<>();
        for (int start = 0; start < lines.size(); start++) {
            if (!lines.get(start).startsWith(FENCE)) {
                pieces.add(new Prose(lines.get(start) + "\n"));
                continue;
            }
            int end = start + 1;
            StringBuilder content = new StringBuilder();
            while (!lines.get(end).equals(FENCE)) {
                content.append(lines.get(end)).append('\n');
                end++;
            }
            String before = start == 0 ? "" : lines.get(start - 1);
            String mark = before.startsWith(MARK) ? before : "";
            pieces.add(new Block(start + 1, mark, lines.get(start).substring(FENCE.length()), content.toString()));
            start = end;
        }
        return new Readme(pieces);
    }

    Stream<Block> blocks() {
        return pieces.stream().filter(Block.class::isInstance).map(Block.class::cast);
    }

    /** The same with each marked block replaced. */
    Readme map(Function<Block, Block> change) {
        return new Readme(pieces.stream()
                .map(piece -> piece instanceof Block block && block.isMarked() ? change.apply(block) : piece)
                .toList());
    }

    String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
