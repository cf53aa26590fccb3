package dev.entitlements.core.entitlement;

import java.util.Optional;

/**
 * A name a pod asks for, such as {@code network.bind} or {@code host.files.view=/var/log}.
 *
 * @param name the part before the first {@code =}
 * @param argument the part after it, or the empty string where there is none
 */
public record EntitlementId(String name, String argument) implements Comparable<EntitlementId> {
    /** The longest name with its argument that is read, in characters. */
    public static final int MAX_LENGTH = 512;

    /** Splits at the first {@code =}; empty where the text does not follow the grammar of names. */
    public static Optional<EntitlementId> parse(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String argument = equals < 0 ? "" : text.substring(equals + 1);
        boolean readable = text.length() <= MAX_LENGTH && isName(name) && (equals < 0 || isArgument(argument));
        return readable ? Optional.of(new EntitlementId(name, argument)) : Optional.empty();
    }

    /** Two or more words with dots between, each of lower-case letters and digits with single dashes between. */
    private static boolean isName(String text) {
        boolean isDotted = false;
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            boolean isPlain = (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9');
            boolean isBetween = (one == '.' || one == '-') && before != '.' && before != '-';
            if (!isPlain && !isBetween) {
                return false;
            }
            isDotted |= one == '.';
            before = one;
        }
        return isDotted && before != '.' && before != '-';
    }

    /** An argument is not empty and holds no comma, no space and no control character. */
    private static boolean isArgument(String argument) {
        return !argument.isEmpty()
                && argument.chars().allMatch(c -> c > ' ' && c != ',' && c != 0x7f && !Character.isWhitespace(c));
    }

    /** The same name without its argument. */
    public EntitlementId base() {
        return argument.isEmpty() ? this : new EntitlementId(name, "");
    }

    @Override
    public int compareTo(EntitlementId other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : argument.compareTo(other.argument);
    }

    @Override
    public String toString() {
        return argument.isEmpty() ? name : name + "=" + argument;
    }
}
