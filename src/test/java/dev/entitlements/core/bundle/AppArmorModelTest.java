package dev.entitlements.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AppArmorModelTest {
    private static final Set<String> NARROWING = Set.of("capability", "network", "ptrace", "mount");

    /** One rule against another, as the words of the class say it. */
    private static boolean covers(String wide, String narrow) {
        return wide.equals(narrow) || (narrow.startsWith(wide + " ") && NARROWING.contains(wide.split(" ", 2)[0]));
    }

    @Property
    void keepsWhatNoOtherRuleCovers(@ForAll("rules") List<String> rules) {
        Set<String> distinct = new TreeSet<>(rules);

        assertThat(new AppArmorModel(rules).rules())
                .containsExactlyElementsOf(distinct.stream()
                        .filter(rule ->
                                distinct.stream().noneMatch(other -> !other.equals(rule) && covers(other, rule)))
                        .toList());
    }

    @Property
    void coversAnotherWhereEachOfItsRulesIsCovered(
            @ForAll("rules") List<String> rules, @ForAll("rules") List<String> others) {
        AppArmorModel model = new AppArmorModel(rules);
        AppArmorModel other = new AppArmorModel(others);

        assertThat(model.covers(other)).isEqualTo(other.rules().stream().allMatch(narrow -> model.rules().stream()
                .anyMatch(wide -> covers(wide, narrow))));
    }

    @Provide
    Arbitrary<List<String>> rules() {
        Arbitrary<String> first = Arbitraries.of("network", "capability", "ptrace", "mount", "/proc/**", "deny", "");
        Arbitrary<String> rest = Arbitraries.of("", " inet", " inet stream", " inet6", "  inet", " inetx", " w", " ");
        return first.flatMap(word -> rest.map(words -> word + words)).list().ofMaxSize(12);
    }
}
