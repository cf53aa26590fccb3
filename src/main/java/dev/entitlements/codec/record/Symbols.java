package dev.entitlements.codec.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The numbers behind the names that strace prints for arguments. */
final class Symbols {
    private static final String RESOURCE = "/dev/entitlements/symbols.tsv";
    private static final Map<String, Long> BY_NAME = read();

    private Symbols() {}

    /** The value of an argument such as {@code SOCK_STREAM|SOCK_CLOEXEC}, as far as every word of it is known. */
    static OptionalLong value(String argument) {
        long value = 0;
        for (String word : withoutRemarks(argument).split("\\|", -1)) {
            OptionalLong one = word(word.strip());
            if (one.isEmpty()) {
                return one;
            }
            value |= one.getAsLong();
        }
        return OptionalLong.of(value);
    }

    /** The name of a value among those that start alike; of several the one that is last in the alphabet. */
    static Optional<String> name(String prefix, long value) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && entry.getValue() == value)
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder());
    }

    private static OptionalLong word(String word) {
        Long named = BY_NAME.get(word);
        return named == null ? number(word) : OptionalLong.of(named);
    }

    /** A number that is not negative: as strace prints none of the kernel's own types, a sign tells nothing of the width. */
    private static OptionalLong number(String word) {
        try {
            if (word.startsWith("0x")) {
                return OptionalLong.of(Long.parseUnsignedLong(word, 2, word.length(), 16));
            }
            boolean isOctal = word.length() > 1 && word.startsWith("0");
            boolean isNumber = !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
            return isNumber ? OptionalLong.of(Long.parseUnsignedLong(word, isOctal ? 8 : 10)) : OptionalLong.empty();
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** What strace adds between slash and star. */
    private static String withoutRemarks(String argument) {
        int from = argument.indexOf("/*");
        int to = argument.indexOf("*/", Math.max(from, 0));
        return from < 0 || to < from ? argument : argument.substring(0, from) + argument.substring(to + 2);
    }

    private static Map<String, Long> read() {
        try (InputStream stream = Symbols.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the program was built without " + RESOURCE);
            }
            Map<String, Long> values = new TreeMap<>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(columns -> values.put(columns[0], Long.parseUnsignedLong(columns[1])));
            return Map.copyOf(values);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
