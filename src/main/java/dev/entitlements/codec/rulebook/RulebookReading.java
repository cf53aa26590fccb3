package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading a rulebook gave.
 *
 * @param rulebook the rulebook, or null where any of the issues is an error
 * @param issues every problem, sorted by place
 */
public record RulebookReading(@Nullable Rulebook rulebook, List<Issue> issues) {
    public RulebookReading {
        issues = List.copyOf(issues);
    }
}
