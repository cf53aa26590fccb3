package dev.entitlements.core.rulebook;

import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.HostPath;

/**
 * A line of a policy's {@code allow}.
 *
 * <p>In the name, {@code *} stands for any characters inside one segment and a trailing {@code .*} for one or more
 * segments. Without {@code =} any argument is permitted; with a path after it, that path and all below; otherwise
 * exactly that argument.
 *
 * @param name the pattern of the name
 * @param argument the argument permitted, or the empty string for any
 */
public record NamePattern(String name, String argument) {
    /** Splits at the first {@code =}. */
    public static NamePattern of(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new NamePattern(text, "")
                : new NamePattern(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Whether the pattern permits this name with this argument. */
    public boolean matches(EntitlementId id) {
        return matchesName(id.name()) && matchesArgument(id.argument());
    }

    /** Whether a policy with this pattern permits the name of this entry; paths that a node hangs on must be named. */
    public boolean permits(Entitlement entitlement, EntitlementId id) {
        return matches(id)
                && (entitlement.argument().kind() != ArgumentGrammar.Kind.PATH
                        || SensitivePaths.permits(argument, id.argument()));
    }

    /** Whether the pattern speaks for this name, whatever the argument. */
    public boolean matchesName(String wanted) {
        if (name.equals(wanted)) {
            return true;
        }
        if (name.indexOf('*') < 0) {
            return false;
        }
        // dots take the place of slashes, which a star of a glob never crosses
        String path = wanted.replace('.', '/');
        if (!name.endsWith(".*")) {
            return new Glob(name.replace('.', '/')).matches(path);
        }
        Glob head = new Glob(name.substring(0, name.length() - 2).replace('.', '/'));
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (head.matches(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesArgument(String wanted) {
        if (argument.isEmpty() || argument.equals(wanted)) {
            return true;
        }
        return argument.startsWith("/")
                && wanted.startsWith("/")
                && HostPath.isAtOrBelow(HostPath.clean(wanted), HostPath.clean(argument));
    }

    @Override
    public String toString() {
        return argument.isEmpty() ? name : name + "=" + argument;
    }
}
