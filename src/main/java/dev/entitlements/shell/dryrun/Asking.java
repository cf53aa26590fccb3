package dev.entitlements.shell.dryrun;

import dev.entitlements.admit.DryRun;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Parsed;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the query says about the objects in the body.
 *
 * @param namespace the namespace of objects that name none
 * @param labels the labels of every namespace asked about; empty where none were given
 * @param serviceAccount the service account of pods that name none, or the empty string
 * @param operation the operation that is imagined
 */
record Asking(String namespace, Map<String, String> labels, String serviceAccount, DryRun.Operation operation) {
    private static final String NAMESPACE = "namespace";
    private static final String LABELS = "namespaceLabels";
    private static final String SERVICE_ACCOUNT = "serviceAccount";
    private static final String OPERATION = "operation";
    private static final Set<String> KNOWN = Set.of(NAMESPACE, LABELS, SERVICE_ACCOUNT, OPERATION);

    Asking {
        labels = Map.copyOf(labels);
    }

    /** Reads the query; a parameter that means nothing is refused, for a typing error must not change an answer. */
    static Parsed<Asking> read(MultivaluedMap<String, String> query) {
        List<Issue> issues = new ArrayList<>();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (!KNOWN.contains(parameter.getKey())) {
                issues.add(problem(
                        parameter.getKey(),
                        "the parameter is not known",
                        "known are `namespace`, `namespaceLabels`, `serviceAccount` and `operation`"));
            } else if (parameter.getValue().size() > 1) {
                issues.add(problem(parameter.getKey(), "the parameter is given twice", "give it once"));
            }
        }
        Map<String, String> labels = labels(value(query, LABELS, ""), issues);
        DryRun.Operation operation = operation(value(query, OPERATION, "create"), issues);
        if (!issues.isEmpty()) {
            return new Parsed.Bad<>(issues.stream().sorted().toList());
        }
        return Parsed.good(
                new Asking(value(query, NAMESPACE, "default"), labels, value(query, SERVICE_ACCOUNT, ""), operation));
    }

    private static String value(MultivaluedMap<String, String> query, String key, String otherwise) {
        String given = query.getFirst(key);
        return given == null || given.isEmpty() ? otherwise : given;
    }

    private static Map<String, String> labels(String text, List<Issue> issues) {
        Map<String, String> labels = new TreeMap<>();
        if (text.isEmpty()) {
            return labels;
        }
        for (String label : text.split(",", -1)) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                issues.add(problem(LABELS, "`" + label + "` is no label", "write `key=value,key=value`"));
            } else if (labels.put(label.substring(0, equals), label.substring(equals + 1)) != null) {
                String key = label.substring(0, equals);
                issues.add(problem(LABELS, "the label `" + key + "` is given twice", "give it once"));
            }
        }
        return labels;
    }

    private static DryRun.Operation operation(String text, List<Issue> issues) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "create" -> DryRun.Operation.CREATE;
            case "update" -> DryRun.Operation.UPDATE;
            default -> {
                issues.add(problem(OPERATION, "`" + text + "` is no operation", "write `create` or `update`"));
                yield DryRun.Operation.CREATE;
            }
        };
    }

    private static Issue problem(String parameter, String message, String help) {
        return Issue.error(Issue.Place.ofFile("query parameter " + parameter), message, help);
    }
}
