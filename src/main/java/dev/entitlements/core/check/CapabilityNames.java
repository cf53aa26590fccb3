package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.words.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The capabilities' names, for whoever misspelled one. */
final class CapabilityNames {
    private static final List<String> ALL =
            Stream.of(Capability.values()).map(Capability::name).toList();

    private CapabilityNames() {}

    /** What to do about a name that no capability has. */
    static String help(String spelling) {
        String upper = spelling.strip().toUpperCase(Locale.ROOT);
        String bare = upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper;
        return Suggestion.nearest(bare, ALL)
                .map(name -> "did you mean `" + name + "`?")
                .orElse("capabilities are named as in capabilities(7), without `CAP_`");
    }
}
