package dev.entitlements.codec.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Issue.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
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
        if (SourceText.isLonger(text, limits.bytes())) {
            Issue issue = Issue.error(
                    Place.ofFile(file), "the text has more than " + limits.bytes() + " bytes", "split it into several");
            return new Documents(List.of(), List.of(issue));
        }
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (int at = 0; at < clean.length(); at += Character.charCount(clean.codePointAt(at))) {
            if (!StreamReader.isPrintable(clean.codePointAt(at))) {
                return new Documents(List.of(), List.of(unprintable(file, clean, at)));
            }
        }
        return parse(new SourceText(file, clean), clean, limits);
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

    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setUseMarks(true)
                // our own limit, in bytes, has been applied before
                .setCodePointLimit(Integer.MAX_VALUE)
                // the whole text at once: a smaller buffer is copied for each part of a long line, and splits
                // surrogates
                .setBufferSize(text.length() + 1)
                .build();
    }

    private static Documents parse(SourceText source, String text, YamlLimits limits) {
        YamlComposer composer = new YamlComposer(source, limits);
        try {
            for (Event event : new Parse(settings(text)).parseString(text)) {
                composer.accept(event);
                if (composer.isStopped()) {
                    break;
                }
            }
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            // the latter two: the scanner lets them through for odd escapes and directives
            composer.fail(issue(source, unreadable));
        }
        return composer.result();
    }

    private static Issue issue(SourceText source, RuntimeException unreadable) {
        if (unreadable instanceof MarkedYamlEngineException marked) {
            Place place = marked.getProblemMark()
                    .or(marked::getContextMark)
                    .map(source::place)
                    .orElse(source.place(1, 1));
            return Issue.error(place, "this is not YAML: " + oneLine(marked.getProblem()), "");
        }
        return Issue.error(source.place(1, 1), "this is not YAML: " + oneLine(unreadable.getMessage()), "");
    }

    private static Issue unprintable(String file, String text, int index) {
        return Issue.error(
                SourceText.placeOf(file, text, index),
                String.format("the character U+%04X may not stand in YAML", text.codePointAt(index)),
                "write it as an escape in double quotes");
    }

    private static String oneLine(@Nullable String text) {
        return text == null
                ? "unreadable"
                : Issue.brief(text.replaceAll("\\s+", " ")
                        .replaceAll("\\.? \\(Do not.*", "")
                        .strip());
    }
}
