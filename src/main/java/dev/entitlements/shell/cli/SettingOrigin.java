package dev.entitlements.shell.cli;

import dev.entitlements.core.entitlement.EntitlementId;
import java.util.List;
import java.util.function.Function;

/**
 * One setting, and one name it comes from.
 *
 * @param setting the setting
 * @param entitlement the name, or the empty string where nothing but the floor speaks
 * @param origin why the name is there
 */
record SettingOrigin(Setting setting, String entitlement, NameOrigins.Origin origin) {
    /**
     * A setting.
     *
     * @param container the container, or the empty string for the pod
     * @param name the field
     * @param value what it ends up as
     */
    record Setting(String container, String name, String value) {}

    /** A row for each name; one that says floor where there is none. */
    static List<SettingOrigin> rows(
            Setting setting, List<EntitlementId> names, Function<EntitlementId, NameOrigins.Origin> origins) {
        if (names.isEmpty()) {
            return List.of(new SettingOrigin(setting, "", new NameOrigins.Origin("floor", "")));
        }
        return names.stream()
                .map(id -> new SettingOrigin(setting, id.toString(), origins.apply(id)))
                .toList();
    }

    /** The cells of a table's row. */
    List<String> cells() {
        return List.of(
                setting.container().isEmpty() ? "(pod)" : setting.container(),
                setting.name(),
                setting.value(),
                entitlement.isEmpty() ? "-" : entitlement,
                origin.word(),
                origin.policy().isEmpty() ? "-" : origin.policy());
    }
}
