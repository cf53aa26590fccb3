package dev.entitlements.codec.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Issue.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The only YAML reader: bounded, strict about duplicate keys, and every value knows its place. */
public final class Yaml {
    private Yaml() {}

    /**
     * What was read of a text.
     *
     * @param documents the documents that could be read, empty ones left out
     * @param issues the problems, in the order of the text; all are errors
     */
    public record Documents(List<YamlNode> documents, List<Issue> issues) {
        public Documents {
            documents = List.copyOf(documents);
            issues = List.copyOf(issues);
        }
    }

    /** Reads every document, with the types of YAML 1.2. */
    public static Documents documents(String file, String text, YamlLimits limits) {
        List<YamlNode> documents = new ArrayList<>();
        List<Issue> issues = each(file, text, limits, documents::add);
        return new Documents(documents, issues);
    }

    /**
     * Reads every document and hands on one after the other, so that nobody has to hold them all.
     *
     * @return the problems, in the order of the text; all are errors
     */
    public static List<Issue> each(String file, String text, YamlLimits limits, Consumer<YamlNode> documents) {
        if (SourceText.isLonger(text, limits.bytes())) {
            Issue issue = Issue.error(
                    Place.ofFile(file), "the text has more than " + limits.bytes() + " bytes", "split it into several");
            return List.of(issue);
        }
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (int at = 0; at < clean.length(); at += Character.charCount(clean.codePointAt(at))) {
            if (!StreamReader.isPrintable(clean.codePointAt(at))) {
                return List.of(unprintable(file, clean, at));
            }
        }
        YamlEvents events = new YamlEvents(new SourceText(file, clean), clean, limits);
        while (events.step()) {
            // outside of what looks for mistakes of the text: those of whoever takes the document are none
            events.takeDocument().ifPresent(documents);
        }
        return events.issues();
    }

    /**
     * Reads every document of a YAML or JSON text as {@code kubectl} would, see {@link ManifestScalars}: documents that
     * are empty or null are left out, numbers keep every digit.
     */
    public static Parsed<List<JsonNode>> trees(String file, String text, YamlLimits limits) {
        return ManifestTrees.read(file, text, limits);
    }

    /**
     * What was read of manifests.
     *
     * @param trees the documents that could be read, in their order
     * @param issues why the others could not; all are errors
     */
    public record Trees(List<JsonNode> trees, List<Issue> issues) {
        public Trees {
            trees = List.copyOf(trees);
            issues = List.copyOf(issues);
        }
    }

    /** Like {@link #trees}, but documents that cannot be read leave those beside them alone. */
    public static Trees readable(String file, String text, YamlLimits limits) {
        return ManifestParts.read(file, text, limits);
    }

    private static Issue unprintable(String file, String text, int index) {
        return Issue.error(
                SourceText.placeOf(file, text, index),
                String.format("the character U+%04X may not stand in YAML", text.codePointAt(index)),
                "write it as an escape in double quotes");
    }
}
