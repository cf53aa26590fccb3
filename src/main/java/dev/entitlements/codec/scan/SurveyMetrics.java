package dev.entitlements.codec.scan;

/** A survey in the text format of Prometheus, for the textfile collector of a node exporter. */
public final class SurveyMetrics {
    private SurveyMetrics() {}

    /** The text; its labels are words of ours alone, so that it stays short however large the cluster. */
    public static String of(Survey survey) {
        StringBuilder text = new StringBuilder();
        head(
                text,
                "entitlements_scan_pods",
                "Pods and templates by what the scan found; one may be in several states.");
        for (State state : State.values()) {
            text.append("entitlements_scan_pods{state=\"")
                    .append(state.word())
                    .append("\"} ")
                    .append(survey.count(state))
                    .append('\n');
        }
        head(text, "entitlements_scan_owners", "Owners with at least one pod or template in the state.");
        for (State state : State.values()) {
            long owners = survey.owners().stream()
                    .filter(summary -> summary.count(state) > 0)
                    .count();
            text.append("entitlements_scan_owners{state=\"")
                    .append(state.word())
                    .append("\"} ")
                    .append(owners)
                    .append('\n');
        }
        head(text, "entitlements_scan_excluded_pods", "Pods in namespaces that were left out.");
        int excluded =
                survey.excluded().values().stream().mapToInt(Integer::intValue).sum();
        return text.append("entitlements_scan_excluded_pods ")
                .append(excluded)
                .append('\n')
                .toString();
    }

    private static void head(StringBuilder text, String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }
}
