package dev.entitlements.core.check;

import java.util.List;

/** Every check there is. */
public final class Checks {
    /** The list; each answers on its own, so the order does not matter. */
    public static final List<Check> ALL = List.of();

    private Checks() {}
}
