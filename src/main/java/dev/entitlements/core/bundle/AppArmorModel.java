package dev.entitlements.core.bundle;

import java.util.List;
import java.util.TreeSet;

/**
 * An AppArmor profile before it has a name: it only allows.
 *
 * @param rules its rules, each one line without its trailing comma, sorted
 */
public record AppArmorModel(List<String> rules) {
    public AppArmorModel {
        rules = List.copyOf(new TreeSet<>(rules));
    }

    /** Whether every rule of the other is one of this; rules are compared as text, which errs on the side of no. */
    public boolean covers(AppArmorModel other) {
        return rules.containsAll(other.rules);
    }

    /** The text that stands for the model. */
    public String canonical() {
        return "apparmor\n" + String.join("\n", rules) + "\n";
    }
}
