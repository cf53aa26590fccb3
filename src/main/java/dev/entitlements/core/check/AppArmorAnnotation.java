package dev.entitlements.core.check;

import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.DeclaredProfile;
import org.jspecify.annotations.Nullable;

/** What the beta AppArmor annotation of a container says, in the words of the field. */
final class AppArmorAnnotation {
    private static final String KEY = "container.apparmor.security.beta.kubernetes.io/";
    private static final String LOCALHOST = "localhost/";

    private AppArmorAnnotation() {}

    /** The profile, null where there is no annotation; an unknown value is a type of that name. */
    static @Nullable DeclaredProfile of(ContainerRequest container) {
        String value = container.appArmorAnnotation();
        if (value.startsWith(LOCALHOST)) {
            return new DeclaredProfile("Localhost", value.substring(LOCALHOST.length()));
        }
        return switch (value) {
            case "" -> null;
            case "runtime/default" -> new DeclaredProfile("RuntimeDefault", "");
            case "unconfined" -> new DeclaredProfile("Unconfined", "");
            default -> new DeclaredProfile(value, "");
        };
    }

    static String path(ContainerRequest container) {
        return "metadata.annotations[" + KEY + container.name() + "]";
    }
}
