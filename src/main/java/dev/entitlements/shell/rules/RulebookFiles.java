package dev.entitlements.shell.rules;

import dev.entitlements.codec.rulebook.SourceFile;
import dev.entitlements.codec.text.Issue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files of a rulebook: every YAML file of the two directories, not of those below them. */
public final class RulebookFiles {
    /** Bytes of the largest file that is read. */
    public static final int MAX_FILE_BYTES = 1024 * 1024;

    /** The most files of one directory that are read. */
    public static final int MAX_FILES = 1000;

    private RulebookFiles() {}

    /**
     * What the directories held.
     *
     * @param files the files that could be read, sorted by name, directory by directory
     * @param issues why others could not
     */
    public record Contents(List<SourceFile> files, List<Issue> issues) {
        public Contents {
            files = List.copyOf(files);
            issues = List.copyOf(issues);
        }
    }

    /** Reads the catalogue's directory, then the policies'. */
    public static Contents read(Path catalogue, Path policies) {
        List<SourceFile> files = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Path dir : List.of(catalogue, policies)) {
            Contents contents = readDirectory(dir);
            files.addAll(contents.files());
            issues.addAll(contents.issues());
        }
        return new Contents(files, issues);
    }

    private static Contents readDirectory(Path dir) {
        List<Path> paths;
        try (Stream<Path> entries = Files.list(dir)) {
            paths = entries.filter(RulebookFiles::isRulebookFile)
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return bad(
                    dir, "the directory cannot be read", "create it, or point `--profiles` and `--policies` elsewhere");
        }
        if (paths.size() > MAX_FILES) {
            return bad(dir, "the directory holds more than " + MAX_FILES + " files", "join some of them");
        }
        List<SourceFile> files = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Path path : paths) {
            Contents contents = readFile(path);
            files.addAll(contents.files());
            issues.addAll(contents.issues());
        }
        return new Contents(files, issues);
    }

    private static boolean isRulebookFile(Path path) {
        String name = String.valueOf(path.getFileName());
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && !Files.isDirectory(path);
    }

    private static Contents readFile(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // a pipe would keep whoever reads it waiting for ever
            return bad(path, "this is no regular file", "put a file there, or remove it");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(path)) {
            bytes = stream.readNBytes(MAX_FILE_BYTES + 1);
        } catch (IOException unreadable) {
            return bad(path, "the file cannot be read", "check that it exists and may be read");
        }
        if (bytes.length > MAX_FILE_BYTES) {
            return bad(path, "the file is larger than " + MAX_FILE_BYTES + " bytes", "split it");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Contents(List.of(new SourceFile(path.toString(), text)), List.of());
        } catch (CharacterCodingException malformed) {
            return bad(path, "the file is not UTF-8", "save it as UTF-8");
        }
    }

    private static Contents bad(Path path, String message, String help) {
        return new Contents(List.of(), List.of(Issue.error(Issue.Place.ofFile(path.toString()), message, help)));
    }
}
