package dev.entitlements.core.entitlement;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What may follow the {@code =} of an entitlement's name.
 *
 * @param kind the form
 * @param values the accepted values of an {@link Kind#ENUM}, empty for the other kinds
 */
public record ArgumentGrammar(Kind kind, List<String> values) {
    /** The grammar of a name that takes no argument. */
    public static final ArgumentGrammar NONE = new ArgumentGrammar(Kind.NONE, List.of());

    private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** The forms an argument can have. */
    public enum Kind {
        NONE,
        INTEGER,
        STRING,
        PATH,
        ENUM;

        /** Whether any number of different arguments exists, so that they cannot be listed beforehand. */
        public boolean isFree() {
            return this == INTEGER || this == STRING || this == PATH;
        }
    }

    public ArgumentGrammar {
        values = List.copyOf(values);
    }

    /** Whether this argument (empty for none) is of the grammar. A path is absolute and already clean. */
    public boolean accepts(String argument) {
        return switch (kind) {
            case NONE -> argument.isEmpty();
            case INTEGER -> INTEGER.matcher(argument).matches();
            case STRING -> !argument.isEmpty();
            case PATH -> argument.startsWith("/") && HostPath.clean(argument).equals(argument);
            case ENUM -> values.contains(argument);
        };
    }
}
