package dev.entitlements.codec.text;

import dev.entitlements.codec.text.Issue.Place;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Walks through the events of one text, and says what is wrong where it cannot go on.
 *
 * <p>Used by one thread for one text, then thrown away.
 */
final class YamlEvents {
    private final SourceText source;
    private final String text;
    private final YamlComposer composer;
    private @Nullable Iterator<Event> events;

    YamlEvents(SourceText source, String text, YamlLimits limits) {
        this.source = source;
        this.text = text;
        composer = new YamlComposer(source, limits);
    }

    /** Takes one more event; false where there is none, or none can be read. */
    boolean step() {
        try {
            Iterator<Event> rest = events;
            if (rest == null) {
                rest = new Parse(settings(text)).parseString(text).iterator();
                events = rest;
            }
            if (composer.isStopped() || !rest.hasNext()) {
                return false;
            }
            composer.accept(rest.next());
            return true;
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            // the latter two: the scanner lets them through for odd escapes and directives
            composer.fail(issue(unreadable));
            return false;
        }
    }

    /** The document that the last event has ended. */
    Optional<YamlNode> takeDocument() {
        return composer.takeDocument();
    }

    /** What is wrong so far. */
    List<Issue> issues() {
        return composer.issues();
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

    private Issue issue(RuntimeException unreadable) {
        if (unreadable instanceof MarkedYamlEngineException marked) {
            Place place = marked.getProblemMark()
                    .or(marked::getContextMark)
                    .map(source::place)
                    .orElse(source.place(1, 1));
            return Issue.error(place, "this is not YAML: " + oneLine(marked.getProblem()), "");
        }
        return Issue.error(source.place(1, 1), "this is not YAML: " + oneLine(unreadable.getMessage()), "");
    }

    private static String oneLine(@Nullable String text) {
        return text == null
                ? "unreadable"
                : Issue.brief(text.replaceAll("\\s+", " ")
                        .replaceAll("\\.? \\(Do not.*", "")
                        .strip());
    }
}
