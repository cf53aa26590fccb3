package dev.entitlements.core.bundle;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An AppArmor profile before it has a name: it only allows.
 *
 * @param rules its rules, each one line without its trailing comma, sorted; none that another of them covers
 */
public record AppArmorModel(List<String> rules) {
    /** The kinds of rules in which every further word narrows: {@code network} covers {@code network inet}. */
    private static final Set<String> NARROWING =
            Set.of("capability", "dbus", "mount", "network", "ptrace", "remount", "signal", "umount", "unix");

    public AppArmorModel {
        rules = normal(rules);
    }

    /** Whether every rule of the other is covered by one of this; errs on the side of no. */
    public boolean covers(AppArmorModel other) {
        Set<String> mine = Set.copyOf(rules);
        return other.rules.stream().allMatch(wanted -> mine.contains(wanted) || isNarrower(wanted, mine));
    }

    /** The text that stands for the model. */
    public String canonical() {
        return "apparmor\n" + String.join("\n", rules) + "\n";
    }

    /** Whether one of the rules is this one with fewer words. */
    private static boolean isNarrower(String rule, Set<String> rules) {
        int space = rule.indexOf(' ');
        if (space < 0 || !NARROWING.contains(rule.substring(0, space))) {
            return false;
        }
        for (int end = space; end >= 0; end = rule.indexOf(' ', end + 1)) {
            if (rules.contains(rule.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> normal(List<String> rules) {
        Set<String> distinct = new TreeSet<>(rules);
        return distinct.stream().filter(rule -> !isNarrower(rule, distinct)).toList();
    }
}
