package dev.entitlements.shipped;

import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What container runtimes allow by default, read from the facts in the test resources and not from the catalogue. */
public final class RuntimeDefaultFacts {
    private static final Path FILE = Path.of("src", "test", "resources", "shipped", "runtime-default.tsv");

    private RuntimeDefaultFacts() {}

    /** What is allowed to a container with these capabilities. */
    public static SyscallSet resolved(Set<Capability> capabilities) {
        try (Stream<String> lines = Files.lines(FILE)) {
            return new SyscallSet(lines.filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t")))
                    .filter(columns -> columns.get(1).equals("-")
                            || capabilities.contains(
                                    Capability.named(columns.get(1)).orElseThrow()))
                    .map(RuntimeDefaultFacts::rule)
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static SyscallRule rule(List<String> columns) {
        List<Architecture> architectures = columns.get(2).equals("-")
                ? List.of()
                : Stream.of(columns.get(2).split(","))
                        .map(word -> Architecture.ofWord(word).orElseThrow())
                        .toList();
        List<ArgCondition> conditions = columns.get(3).equals("-")
                ? List.of()
                : List.of(condition(columns.get(3).split(" ")));
        return new SyscallRule(columns.get(0), conditions, architectures);
    }

    private static ArgCondition condition(String... words) {
        return new ArgCondition(
                Integer.parseInt(words[0]),
                ArgCondition.Operator.valueOf(words[1]),
                Long.parseUnsignedLong(words[2]),
                0);
    }
}
