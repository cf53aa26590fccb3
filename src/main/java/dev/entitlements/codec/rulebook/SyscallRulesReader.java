package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import dev.entitlements.core.words.Suggestion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** System call rules as YAML writes them: many names with the same conditions. */
final class SyscallRulesReader {
    /** Joining rules takes time square to their number. */
    private static final int MAX_RULES = 3000;

    /** Finding what was meant takes longer than finding that it is wrong. */
    private static final int MAX_SUGGESTIONS = 100;

    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);

    private SyscallRulesReader() {}

    /** The rules of the list below a key. */
    static Partial<SyscallSet> read(Mapping parent, String key) {
        List<SyscallRule> rules = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Mapping rule : parent.mappings(key)) {
            Partial<List<ArgCondition>> conditions = conditions(rule);
            List<Architecture> architectures = rule.texts("architectures").stream()
                    .flatMap(word -> Architecture.ofWord(word.text()).stream())
                    .toList();
            issues.addAll(conditions.issues());
            issues.addAll(unknown(rule.texts("names")));
            rule.texts("names")
                    .forEach(name -> rules.add(new SyscallRule(name.text(), conditions.value(), architectures)));
        }
        if (rules.size() > MAX_RULES) {
            issues.add(Issue.error(
                    parent.placeOf(key), "`" + key + "` has more than " + MAX_RULES + " rules", "join some of them"));
            return new Partial<>(SyscallSet.NONE, issues);
        }
        return new Partial<>(new SyscallSet(rules), issues);
    }

    /** A problem for every name that no kernel knows. */
    static List<Issue> unknown(List<Scalar> names) {
        List<Issue> issues = new ArrayList<>();
        for (Scalar name : names) {
            if (!SyscallNames.all().contains(name.text())) {
                String otherwise = "Linux has no call of this name";
                issues.add(Issue.error(
                        name.place(),
                        "unknown system call `" + Issue.brief(name.text()) + "`",
                        issues.size() < MAX_SUGGESTIONS
                                ? Suggestion.help(name.text(), SyscallNames.all(), otherwise)
                                : otherwise));
            }
        }
        return issues;
    }

    private static Partial<List<ArgCondition>> conditions(Mapping rule) {
        List<ArgCondition> conditions = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        Set<Integer> indexes = new HashSet<>();
        for (Mapping arg : rule.mappings("args")) {
            Optional<ArgCondition> condition = condition(arg);
            condition.filter(read -> !indexes.contains(read.index())).ifPresent(conditions::add);
            condition.filter(read -> !indexes.add(read.index())).ifPresent(read -> issues.add(again(arg, read)));
            boolean masked = arg.text("op")
                    .filter(op -> op.text().equals(ArgCondition.Operator.MASKED_EQ.name()))
                    .isPresent();
            if (arg.text("op").isPresent() && masked != arg.at("valueTwo").isPresent()) {
                issues.add(Issue.error(
                        masked ? arg.place() : arg.placeOf("valueTwo"),
                        masked ? "MASKED_EQ needs `valueTwo`" : "`valueTwo` is for MASKED_EQ only",
                        "with MASKED_EQ, `value` is the mask and `valueTwo` what must be left under it"));
            }
        }
        return new Partial<>(conditions, issues);
    }

    private static Issue again(Mapping arg, ArgCondition condition) {
        return Issue.error(
                arg.place(),
                "two conditions on argument " + condition.index() + " in one rule",
                "container runtimes would take either of them; write one condition, or use MASKED_EQ");
    }

    private static Optional<ArgCondition> condition(Mapping arg) {
        Optional<Integer> index = arg.integer("index")
                .filter(value -> value.signum() >= 0 && value.compareTo(BigInteger.valueOf(5)) <= 0)
                .map(BigInteger::intValueExact);
        Optional<ArgCondition.Operator> operator = arg.text("op")
                .flatMap(word -> Stream.of(ArgCondition.Operator.values())
                        .filter(known -> known.name().equals(word.text()))
                        .findFirst());
        Optional<Long> value = unsigned(arg, "value");
        long valueTwo = unsigned(arg, "valueTwo").orElse(0L);
        return index.flatMap(at -> operator.flatMap(by -> value.map(with -> new ArgCondition(at, by, with, valueTwo))));
    }

    private static Optional<Long> unsigned(Mapping arg, String key) {
        return arg.integer(key)
                .filter(value -> value.signum() >= 0 && value.compareTo(UNSIGNED_END) < 0)
                .map(BigInteger::longValue);
    }
}
