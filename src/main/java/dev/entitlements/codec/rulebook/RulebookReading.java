package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading gave.
 *
 * @param rulebook the rulebook, or null where an issue is an error
 * @param issues every problem
 */
public record RulebookReading(@Nullable Rulebook rulebook, List<Issue> issues) {
    public RulebookReading {
        issues = List.copyOf(issues);
    }
}
