package dev.entitlements.readme;

import dev.entitlements.shell.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As much of a terminal as the README's transcripts need. Folders that readers make are made in a folder of the test's
 * own; every other path is one of the repository.
 */
final class Shell {
    /** What readers make, as the first segment of a path. */
    private static final List<String> OWN = List.of("my-profiles", "bundle");

    /** A hash, and the blanks after it that make it a cell of a table. */
    private static final Pattern HASH = Pattern.compile("([0-9a-f]{4})([0-9a-f]{28,})(\\.json)?( {2,})?");

    private static final Pattern REVISION = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Path folder;
    private int code;

    Shell(Path folder) {
        this.folder = folder;
    }

    /** What a terminal shows when the commands of this transcript are typed. */
    String replay(String transcript) throws IOException {
        StringBuilder shown = new StringBuilder();
        List<String> lines = transcript.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (!lines.get(at).startsWith("$ ")) {
                continue;
            }
            StringBuilder typed = new StringBuilder(lines.get(at)).append('\n');
            while (typed.toString().endsWith("\\\n")) {
                at++;
                typed.append(lines.get(at)).append('\n');
            }
            shown.append(typed).append(run(typed.substring(2).replace("\\\n", " ")));
        }
        return shown.toString();
    }

    /** Where a path of the README is. */
    Path path(String word) {
        return isOwn(word) ? folder.resolve(word) : Path.of(word);
    }

    static boolean isOwn(String word) {
        return OWN.contains(word.split("/", 2)[0]);
    }

    /** Hashes as the README shows them: four digits, and none of a revision; columns stay where they are. */
    static String cut(String text) {
        return HASH.matcher(REVISION.matcher(text).replaceAll("sha256:…")).replaceAll(hash -> {
            String ending = hash.group(3) == null ? "" : hash.group(3);
            String blanks = hash.group(4) == null
                    ? ""
                    : hash.group(4) + " ".repeat(hash.group(2).length() - 1);
            return hash.group(1) + "…" + ending + blanks;
        });
    }

    private String run(String line) throws IOException {
        List<List<String>> stages = stages(line);
        List<String> words = stages.get(0);
        String out = "";
        String err = "";
        switch (words.get(0)) {
            case "entitlements" -> {
                Session session = Session.plain(arguments(words));
                out = session.out();
                err = session.err();
                code = session.code();
            }
            case "curl" -> out = Curl.run(words.subList(1, words.size()));
            case "cp" -> copy(Path.of(words.get(2)), path(words.get(3)));
            case "echo" -> out = code + "\n";
            default -> throw new IllegalArgumentException("the test cannot run `" + line + "`");
        }
        for (List<String> filter : stages.subList(1, stages.size())) {
            out = filtered(out, filter);
        }
        return cut((out + err).replace(folder + "/", ""));
    }

    private String[] arguments(List<String> words) {
        return words.stream()
                .skip(1)
                .map(word -> isOwn(word) ? path(word).toString() : word)
                .toArray(String[]::new);
    }

    private static String filtered(String text, List<String> filter) throws IOException {
        return switch (filter.get(0)) {
            case "head" ->
                String.join(
                        "",
                        text.lines()
                                .limit(-Integer.parseInt(filter.get(1)))
                                .map(line -> line + "\n")
                                .toList());
            case "jq" -> Jq.run(filter.subList(1, filter.size()), text);
            default -> throw new IllegalArgumentException("the test cannot run `" + filter + "`");
        };
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path file : found.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static List<List<String>> stages(String line) {
        List<List<String>> stages = new ArrayList<>(List.of(new ArrayList<>()));
        Matcher words = Pattern.compile("'([^']*)'|[^\\s']+").matcher(line);
        while (words.find()) {
            if (words.group().equals("|")) {
                stages.add(new ArrayList<>());
            } else {
                String quoted = words.group(1);
                stages.get(stages.size() - 1).add(quoted == null ? words.group() : quoted);
            }
        }
        return stages;
    }
}
