package dev.entitlements.codec.report;

import dev.entitlements.core.decision.Finding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a finding stands, as people read it: the container by its name, then the field. */
final class FindingPlace {
    private static final Pattern IN_CONTAINER = Pattern.compile(
            "(?:[A-Za-z]+\\.)*(?:containers|initContainers|ephemeralContainers)\\[[0-9]+\\](?:\\.(.*))?");

    private FindingPlace() {}

    /** {@code app.securityContext.privileged}, {@code spec.hostNetwork}, or the empty string for the pod as a whole. */
    static String of(Finding finding) {
        String container = OneLine.of(finding.container());
        String field = OneLine.of(finding.field());
        if (container.isEmpty() || field.isEmpty()) {
            return container + field;
        }
        Matcher inside = IN_CONTAINER.matcher(field);
        if (!inside.matches()) {
            return container + " (" + field + ")";
        }
        return inside.group(1) == null ? container : container + "." + inside.group(1);
    }
}
