package dev.entitlements.truth;

import java.nio.file.Path;

/** Where {@code .ci/setup-truth} puts what is no Debian package. */
public final class SetupCache {
    private SetupCache() {}

    /** The folder of this name in it; it need not be there. */
    public static Path folder(String name) {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return Path.of(cache, "kube-entitlements", name);
    }
}
