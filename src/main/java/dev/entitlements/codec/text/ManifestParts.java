package dev.entitlements.codec.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Issue.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads manifests document by document where the text as a whole cannot be read: one bad one does not hide the others. */
final class ManifestParts {
    private static final String MARKER = "---";

    private final String file;
    private final YamlLimits limits;
    private final List<JsonNode> trees = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();

    private ManifestParts(String file, YamlLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    static Yaml.Trees read(String file, String text, YamlLimits limits) {
        return ManifestTrees.read(file, text, limits)
                .fold(trees -> new Yaml.Trees(trees, List.of()), whole -> apart(file, text, limits, whole));
    }

    private static Yaml.Trees apart(String file, String text, YamlLimits limits, List<Issue> whole) {
        if (SourceText.isLonger(text, limits.bytes())) {
            return new Yaml.Trees(List.of(), whole);
        }
        ManifestParts parts = new ManifestParts(file, limits);
        int start = 0;
        int line = 0;
        int firstLine = 0;
        for (int at = 0; at < text.length(); at = endOfLine(text, at)) {
            // a marker at the start of a line ends a document whatever stands before it, quotes and blocks included
            if (isMarker(text, at) && at > start) {
                parts.add(text.substring(start, at), firstLine);
                start = at;
                firstLine = line;
            }
            line++;
        }
        parts.add(text.substring(start), firstLine);
        // what is wrong only with the whole, such as its size, must not be lost
        return new Yaml.Trees(parts.trees, parts.issues.isEmpty() ? whole : parts.issues);
    }

    private void add(String part, int linesBefore) {
        ManifestTrees.read(file, part, limits)
                .fold(
                        trees::addAll,
                        found -> issues.addAll(found.stream()
                                .map(issue -> advised(issue, part))
                                .map(issue -> moved(issue, linesBefore))
                                .toList()));
    }

    private static Issue advised(Issue issue, String part) {
        return part.contains("{{")
                ? new Issue(
                        issue.place(),
                        issue.severity(),
                        issue.message(),
                        "this looks like a template: render it first, as `helm template` does")
                : issue;
    }

    private static Issue moved(Issue issue, int lines) {
        Place place = issue.place();
        return place.line() == 0
                ? issue
                : new Issue(
                        new Place(place.file(), place.line() + lines, place.column(), place.source()),
                        issue.severity(),
                        issue.message(),
                        issue.help());
    }

    private static boolean isMarker(String text, int at) {
        int end = at + MARKER.length();
        return text.startsWith(MARKER, at) && (end == text.length() || Character.isWhitespace(text.charAt(end)));
    }

    private static int endOfLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }
}
