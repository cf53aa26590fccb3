package dev.entitlements.core.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.rulebook.LabelSelector.Operator;
import dev.entitlements.core.rulebook.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The index finds what looking at every policy finds, in the same order. */
class PoliciesTest {
    private static final List<String> WORDS = List.of("pay", "shop", "a", "pay-eu", "eu", "b", "");
    private static final List<String> KEYS = List.of("tier", "team", "stage");

    @Test
    void findsWhatLookingAtAllOfThemFinds() {
        Random random = new Random(20261130);
        int matches = 0;
        int misses = 0;
        for (int round = 0; round < 300; round++) {
            List<Policy> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(policy("p" + random.nextInt(1000) + "-" + i, match(random), random));
            }
            Policies policies = Policies.of(all);
            for (int pod = 0; pod < 20; pod++) {
                String namespace = name(random);
                Map<String, String> labels = labels(random);

                List<Policy> found = policies.in(namespace, labels);

                List<Policy> expected = all.stream()
                        .filter(policy -> policy.match().matchesNamespace(namespace, labels))
                        .sorted(Comparator.comparing(Policy::mode).reversed().thenComparing(Policy::name))
                        .toList();
                assertThat(found).as("`%s` with %s", namespace, labels).isEqualTo(expected);
                matches += found.size();
                misses += all.size() - found.size();
            }
        }
        assertThat(matches).isGreaterThan(10_000);
        assertThat(misses).isGreaterThan(10_000);
    }

    @Test
    void everyKindOfMatchIsFound() {
        assertThat(found("pay-*", "pay-eu")).isTrue();
        assertThat(found("pay-*", "pay-")).isTrue();
        assertThat(found("pay-*", "pay")).isFalse();
        assertThat(found("*-eu", "pay-eu")).isTrue();
        assertThat(found("*-eu", "eu")).isFalse();
        assertThat(found("*a*", "pay")).isTrue();
        assertThat(found("pay", "pay")).isTrue();
        assertThat(found("pay", "pay-eu")).isFalse();
        assertThat(found("p*y", "pay")).isTrue();
        assertThat(found("p*y", "p")).isFalse();
    }

    private static boolean found(String glob, String namespace) {
        Match match = new Match(Globs.of(List.of(new Glob(glob))), LabelSelector.ALL, Globs.NONE, Globs.NONE);
        return !Policies.of(List.of(policy("one", match, new Random(1))))
                .in(namespace, Map.of())
                .isEmpty();
    }

    private static Match match(Random random) {
        List<Glob> globs = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            globs.add(new Glob(random.nextBoolean() ? name(random) : pattern(random)));
        }
        List<Requirement> requirements = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            requirements.add(requirement(random));
        }
        return new Match(Globs.of(globs), new LabelSelector(requirements), Globs.NONE, Globs.NONE);
    }

    private static Requirement requirement(Random random) {
        Operator operator = any(List.of(Operator.values()), random);
        boolean compares = operator == Operator.IN || operator == Operator.NOT_IN;
        List<String> values = compares ? List.of(word(random), word(random)) : List.of();
        return new Requirement(any(KEYS, random), operator, values);
    }

    private static String pattern(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> word(random) + "*";
            case 1 -> "*" + word(random);
            case 2 -> word(random) + "*" + word(random);
            case 3 -> "*" + word(random) + "*";
            default -> "*";
        };
    }

    private static String name(Random random) {
        return word(random) + (random.nextBoolean() ? "-" + word(random) : "");
    }

    private static String word(Random random) {
        return any(WORDS, random);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static Map<String, String> labels(Random random) {
        Map<String, String> labels = new HashMap<>();
        for (String key : KEYS) {
            if (random.nextBoolean()) {
                labels.put(key, word(random));
            }
        }
        return labels;
    }

    private static Policy policy(String name, Match match, Random random) {
        Mode mode = any(List.of(Mode.values()), random);
        return new Policy(name, match, List.of(), List.of(), List.of(), mode, OnExcess.REFUSE, 0, List.of());
    }
}
