package dev.entitlements.codec.report;

import dev.entitlements.core.decision.Finding;
import java.util.Set;

/** Where a finding stands, as people read it: the container by its name, then the field. */
public final class FindingPlace {
    private static final Set<String> LISTS = Set.of("containers", "initContainers", "ephemeralContainers");

    private FindingPlace() {}

    /** {@code app.securityContext.privileged}, {@code spec.hostNetwork}, or the empty string for the pod as a whole. */
    static String of(Finding finding) {
        return of(finding.container(), finding.field());
    }

    /** The same of a container's name and a field's path. */
    public static String of(String containerName, String path) {
        String container = OneLine.of(containerName);
        String field = OneLine.of(path);
        if (container.isEmpty() || field.isEmpty()) {
            return container + field;
        }
        int end = endOfContainer(field);
        if (end < 0) {
            return container + " (" + field + ")";
        }
        return container + field.substring(end);
    }

    /** Where the path of the container itself ends in a field's path, or -1 where the field lies elsewhere. */
    private static int endOfContainer(String field) {
        int start = 0;
        int at = afterLetters(field, start);
        while (at > start && at < field.length() && field.charAt(at) == '.') {
            start = at + 1;
            at = afterLetters(field, start);
        }
        if (at == field.length() || field.charAt(at) != '[' || !LISTS.contains(field.substring(start, at))) {
            return -1;
        }
        int close = at + 1;
        while (close < field.length() && field.charAt(close) >= '0' && field.charAt(close) <= '9') {
            close++;
        }
        boolean isClosed = close > at + 1 && close < field.length() && field.charAt(close) == ']';
        int end = close + 1;
        return isClosed && (end == field.length() || field.charAt(end) == '.') ? end : -1;
    }

    private static int afterLetters(String field, int start) {
        int at = start;
        while (at < field.length() && isLetter(field.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isLetter(char one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
    }
}
