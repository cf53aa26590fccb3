package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.rulebook.Delivery;
import java.time.LocalDate;
import java.util.List;

/** Reads a rulebook. */
public final class RulebookReader {
    private RulebookReader() {}

    /** What is known besides the files. */
    public record Setting(LocalDate today, Delivery delivery) {}

    /** The rulebook, and every problem. */
    public static RulebookReading read(List<SourceFile> files, Setting setting) {
        return new RulebookReading(null, List.of(Issue.error(Issue.Place.ofFile(""), "not yet", "")));
    }
}
