package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.words.Quoted;
import java.util.List;

/*
 * Field: spec.runtimeClassName.
 * Allowed: absent; a class granted to every container. A granted class brings a warning, since sandboxes may ignore
 * profiles.
 */

/** Refuses runtime classes, and warns of those granted. */
final class RuntimeClassCheck implements Check {
    private static final String FIELD = "spec.runtimeClassName";

    @Override
    public List<Finding> findings(Subject subject) {
        String declared = subject.request().pod().runtimeClassName();
        List<Finding> refused =
                declared.isEmpty() ? List.of() : demand(declared).ofPod(subject);
        return Each.both(refused, warning(subject));
    }

    private static Demand demand(String declared) {
        return new Demand(
                FindingCode.RUNTIME_CLASS_NOT_GRANTED,
                FIELD,
                "runtime class " + Quoted.text(declared) + " is not granted",
                new Need(grants -> grants.runtimeClasses().contains(declared), declared));
    }

    private static List<Finding> warning(Subject subject) {
        if (subject.everyContainer(grants -> grants.runtimeClasses().isEmpty())) {
            return List.of();
        }
        List<String> granted = subject.containers().stream()
                .flatMap(container -> container.grants().runtimeClasses().stream())
                .distinct()
                .sorted()
                .limit(3)
                .toList();
        Finding.Reason reason = new Finding.Reason(
                "runtime class " + Quoted.list(granted) + " may ignore seccomp and AppArmor profiles",
                "rely on what the sandbox itself isolates");
        return List.of(Finding.warn(FindingCode.SANDBOX_MAY_IGNORE_PROFILES, "", FIELD, reason));
    }
}
