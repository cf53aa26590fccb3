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
        return other.rules.stream().allMatch(wanted -> rules.stream().anyMatch(rule -> covers(rule, wanted)));
    }

    /** The text that stands for the model. */
    public String canonical() {
        return "apparmor\n" + String.join("\n", rules) + "\n";
    }

    private static boolean covers(String wide, String narrow) {
        return wide.equals(narrow) || (narrow.startsWith(wide + " ") && NARROWING.contains(wide.split(" ", 2)[0]));
    }

    private static List<String> normal(List<String> rules) {
        Set<String> distinct = new TreeSet<>(rules);
        return distinct.stream()
                .filter(rule -> distinct.stream().noneMatch(other -> !other.equals(rule) && covers(other, rule)))
                .toList();
    }
}
