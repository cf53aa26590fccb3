package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import java.util.List;

/**
 * Something declared, held against what it takes.
 *
 * @param code the reason if it is more than granted
 * @param field where it stands
 * @param message what is wrong then; ends so that "to `container`" may follow
 * @param need what it takes
 * @param remedy how to do without, or the empty string
 */
record Demand(FindingCode code, String field, String message, Need need, String remedy) {
    Demand(FindingCode code, String field, String message, Need need) {
        this(code, field, message, need, "");
    }

    /** The same with a way to do without; an imperative, such as "declare x". */
    Demand remedy(String withoutIt) {
        return new Demand(code, field, message, need, withoutIt);
    }

    /** The refusal where this container is not granted it; none where it is. */
    List<Finding> of(Subject subject, ContainerSubject container) {
        if (need.isMetBy(container.grants())) {
            return List.of();
        }
        Finding.Reason reason = new Finding.Reason(message, help(subject.help(container, need)));
        return List.of(Finding.refuse(code, container.name(), field, reason));
    }

    /** The refusal where any container is not granted it; none where all are. */
    List<Finding> ofPod(Subject subject) {
        if (subject.everyContainer(need.met())) {
            return List.of();
        }
        String whom = Lacking.of(subject, container -> need.isMetBy(container.grants()));
        Finding.Reason reason = new Finding.Reason(message + whom, help(subject.help(need)));
        return List.of(Finding.refuse(code, "", field, reason));
    }

    private String help(String advice) {
        return remedy.isEmpty() ? advice : remedy + ", or else: " + advice;
    }
}
