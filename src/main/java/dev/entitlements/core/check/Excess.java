package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something declared, held against what it takes.
 *
 * @param code the reason if it is more than granted
 * @param field where it stands
 * @param message what is wrong then; ends so that "to `container`" may follow
 * @param need what it takes
 * @param remedy how to do without, or the empty string
 */
record Excess(FindingCode code, String field, String message, Need need, String remedy) {
    Excess(FindingCode code, String field, String message, Need need) {
        this(code, field, message, need, "");
    }

    /** The same with a way to do without; an imperative, such as "declare x". */
    Excess remedy(String withoutIt) {
        return new Excess(code, field, message, need, withoutIt);
    }

    /** The refusal where this container is not granted it; none where it is. */
    Stream<Finding> of(Subject subject, ContainerSubject container) {
        return need.isMetBy(container.grants())
                ? Stream.empty()
                : Stream.of(Finding.refuse(
                        code,
                        container.name(),
                        field,
                        new Finding.Reason(message, help(subject.help(container, need)))));
    }

    /** The refusal where any container is not granted it; none where all are. */
    Stream<Finding> ofPod(Subject subject) {
        List<String> lacking = subject.containers().stream()
                .filter(container -> !need.isMetBy(container.grants()))
                .map(ContainerSubject::name)
                .toList();
        if (lacking.isEmpty()) {
            return Stream.empty();
        }
        String whom = lacking.size() == subject.containers().size() ? "" : " to " + Quoted.list(lacking);
        return Stream.of(Finding.refuse(code, "", field, new Finding.Reason(message + whom, help(subject.help(need)))));
    }

    private String help(String advice) {
        return remedy.isEmpty() ? advice : remedy + ", or else: " + advice;
    }
}
