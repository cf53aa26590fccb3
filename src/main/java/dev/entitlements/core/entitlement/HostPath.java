package dev.entitlements.core.entitlement;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * A directory of the node that a pod may mount, and everything below it.
 *
 * @param path absolute and clean: no empty, {@code .} or {@code ..} segment, no trailing slash
 * @param access read-only or read-write
 */
public record HostPath(String path, Access access) implements Comparable<HostPath> {
    private static final Comparator<HostPath> ORDER =
            Comparator.comparing(HostPath::path).thenComparing(HostPath::access);

    /** How a host path may be mounted; ADMIN covers VIEW. */
    public enum Access {
        VIEW,
        ADMIN
    }

    /** Whether this grant speaks for the given clean path. */
    public boolean reaches(String wanted) {
        return isAtOrBelow(wanted, path);
    }

    /** Whether the clean path is the directory or lies below it, by whole segments. */
    public static boolean isAtOrBelow(String path, String directory) {
        return directory.equals("/")
                || path.equals(directory)
                || (path.length() > directory.length()
                        && path.startsWith(directory)
                        && path.charAt(directory.length()) == '/');
    }

    /** The path with empty, {@code .} and {@code ..} segments resolved, as the kernel would without symbolic links. */
    public static String clean(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    @Override
    public int compareTo(HostPath other) {
        return ORDER.compare(this, other);
    }
}
