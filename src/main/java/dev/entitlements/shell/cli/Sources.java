package dev.entitlements.shell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.text.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads manifests one file at a time and hands their objects on, in order; what cannot be read is reported. */
final class Sources {
    /** How many files lie between two reports of progress. */
    private static final int STEP = 500;

    /** How many objects lie between two reports. */
    private static final int OBJECTS = 10_000;

    private static final String STDIN = "<stdin>";

    private final Terminal terminal;
    private final Paint paint;
    private final Tally tally;
    private int objects;

    Sources(Terminal terminal, Paint paint, Tally tally) {
        this.terminal = terminal;
        this.paint = paint;
        this.tally = tally;
    }

    /**
     * An object of a file.
     *
     * @param file the file's name as it was given, or what standard input is called
     * @param object the object
     */
    record Given(String file, JsonNode object) {}

    /** Takes one object of a file. */
    @FunctionalInterface
    interface Taker {
        /** Takes it. */
        void take(Given given) throws IOException;
    }

    /** Hands on every object of these files and folders. */
    void each(List<String> names, Taker taker) throws IOException {
        List<Source> all = new ArrayList<>();
        for (String name : names) {
            all.addAll(sources(name));
        }
        int done = 0;
        for (Source source : all) {
            read(source, taker);
            if (++done % STEP == 0 && done < all.size()) {
                terminal.err().println("read " + done + " of " + all.size() + " files");
            }
        }
    }

    private record Source(Path path, String name) {}

    private List<Source> sources(String name) throws IOException {
        Path path = Path.of(name);
        if (name.equals("-") || !Files.isDirectory(path)) {
            return List.of(new Source(path, name));
        }
        InputTree.Found found = InputTree.below(path);
        for (Path unreadable : found.unreadable()) {
            report(List.of(Issue.error(
                    Issue.Place.ofFile(unreadable.toString()), "it cannot be opened", "check that it may be read")));
        }
        if (found.files().isEmpty()) {
            report(List.of(Issue.error(
                    Issue.Place.ofFile(name), "the folder holds no *.yaml, *.yml or *.json file", "name another")));
        }
        return found.files().stream()
                .map(file -> new Source(file, file.toString()))
                .toList();
    }

    private void read(Source source, Taker taker) throws IOException {
        if (source.name().equals("-")) {
            report(ManifestFile.read(STDIN, terminal.in(), object -> give(new Given(STDIN, object), taker)));
        } else {
            report(ManifestFile.read(source.path(), object -> give(new Given(source.name(), object), taker)));
        }
    }

    private void give(Given given, Taker taker) throws IOException {
        taker.take(given);
        if (++objects % OBJECTS == 0) {
            terminal.err().println("read " + objects + " objects");
            terminal.err().flush();
        }
    }

    private void report(List<Issue> issues) {
        if (!issues.isEmpty()) {
            issues.forEach(issue -> terminal.issue(issue, paint));
            tally.addUnreadable();
        }
    }
}
