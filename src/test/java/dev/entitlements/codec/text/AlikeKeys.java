package dev.entitlements.codec.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Keys for which Jackson's table has one hash under every seed: they only differ in the order of their later quarters. Some
 * 500 of them fill it, and then it takes no other of that hash.
 */
public final class AlikeKeys {
    private static final List<String> ALL =
            permutations(List.of("abcd", "efgh", "ijkl", "mnop", "qrst", "uvwx", "yzab"));
    private static final int MANY = 4000;

    private AlikeKeys() {}

    /** An object of thousands of them, each with this value. */
    public static String many(String value) {
        return ALL.stream()
                .limit(MANY)
                .map(key -> "\"" + key(key) + "\":" + value)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** One that is not among those. */
    public static String other() {
        return key(ALL.get(MANY));
    }

    private static String key(String order) {
        return "a-same-start" + order;
    }

    private static List<String> permutations(List<String> parts) {
        return parts.size() == 1
                ? parts
                : parts.stream()
                        .flatMap(first ->
                                permutations(parts.stream()
                                                .filter(part -> !part.equals(first))
                                                .toList())
                                        .stream()
                                        .map(rest -> first + rest))
                        .toList();
    }
}
