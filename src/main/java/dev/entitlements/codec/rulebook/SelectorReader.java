package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.YamlNode.Field;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.codec.text.YamlNode.Shape;
import dev.entitlements.core.rulebook.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a label selector as Kubernetes writes it. */
final class SelectorReader {
    private static final Map<String, LabelSelector.Operator> OPERATORS = Map.of(
            "In", LabelSelector.Operator.IN,
            "NotIn", LabelSelector.Operator.NOT_IN,
            "Exists", LabelSelector.Operator.EXISTS,
            "DoesNotExist", LabelSelector.Operator.DOES_NOT_EXIST);

    private SelectorReader() {}

    static Partial<LabelSelector> read(Mapping selector) {
        List<LabelSelector.Requirement> requirements = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Field label : selector.mapping("matchLabels").entries()) {
            if (label.value() instanceof Scalar value && value.shape() == Shape.STRING) {
                requirements.add(new LabelSelector.Requirement(
                        label.key().text(), LabelSelector.Operator.IN, List.of(value.text())));
            }
        }
        for (Mapping expression : selector.mappings("matchExpressions")) {
            Optional<LabelSelector.Operator> operator =
                    expression.text("operator").map(word -> OPERATORS.get(word.text()));
            operator.ifPresent(by -> {
                issues.addAll(values(expression, by));
                expression
                        .text("key")
                        .map(key -> new LabelSelector.Requirement(
                                key.text(), by, ReferenceReader.texts(expression.texts("values"))))
                        .ifPresent(requirements::add);
            });
        }
        return new Partial<>(new LabelSelector(requirements), issues);
    }

    private static List<Issue> values(Mapping expression, LabelSelector.Operator operator) {
        boolean compares = operator == LabelSelector.Operator.IN || operator == LabelSelector.Operator.NOT_IN;
        if (compares && expression.items("values").isEmpty()) {
            return List.of(Issue.error(
                    expression.placeOf("operator"),
                    "`In` and `NotIn` need `values`",
                    "list the values to compare with"));
        }
        return compares || expression.items("values").isEmpty()
                ? List.of()
                : List.of(Issue.error(
                        expression.placeOf("values"), "`values` are for `In` and `NotIn` only", "leave them out"));
    }
}
