package dev.entitlements.codec.record;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;

import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.record.Learned;
import dev.entitlements.core.record.Learning;
import dev.entitlements.core.record.Seen;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Logs of a few lines, read with the shipped catalogue in mind. */
final class Logs {
    static final Filter ALL = new Filter(Set.of(), Set.of());
    static final Learning LEARNING = new Learning(CATALOGUE);

    private Logs() {}

    static Reading read(String... lines) {
        return read(ALL, lines);
    }

    static Reading read(Filter filter, String... lines) {
        LogReader reader = new LogReader(filter, LEARNING.decisiveArguments(), Architecture.AMD64);
        reader.open("log");
        Stream.of(lines).flatMap(String::lines).forEach(reader::read);
        return reader.end();
    }

    /** The calls of the lines, in the order of their names. */
    static List<String> calls(String... lines) {
        return texts(read(lines).recording().made());
    }

    static List<String> texts(List<Seen> seen) {
        return seen.stream().map(one -> CallText.of(one.call())).toList();
    }

    static Learned learned(String... lines) {
        return LEARNING.learn(read(lines).recording());
    }
}
