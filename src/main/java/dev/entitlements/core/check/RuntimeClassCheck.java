package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import java.util.List;
import java.util.stream.Stream;

/*
 * Field: spec.runtimeClassName.
 * Allowed: absent; a class granted to every container. A granted class brings a warning, since sandboxes may ignore
 * profiles.
 */

/** Refuses runtime classes, and warns of those granted. */
final class RuntimeClassCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        String declared = subject.request().pod().runtimeClassName();
        Stream<Finding> refused = declared.isEmpty()
                ? Stream.empty()
                : new Excess(
                                FindingCode.RUNTIME_CLASS_NOT_GRANTED,
                                "spec.runtimeClassName",
                                "runtime class " + Quoted.text(declared) + " is not granted",
                                new Need(grants -> grants.runtimeClasses().contains(declared), declared))
                        .ofPod(subject);
        return Stream.concat(refused, warning(subject)).toList();
    }

    private static Stream<Finding> warning(Subject subject) {
        List<String> granted = subject.containers().stream()
                .flatMap(container -> container.grants().runtimeClasses().stream())
                .distinct()
                .sorted()
                .toList();
        if (granted.isEmpty()) {
            return Stream.empty();
        }
        Finding.Reason reason = new Finding.Reason(
                "runtime class " + Quoted.list(granted) + " may ignore seccomp and AppArmor profiles",
                "rely on what the sandbox itself isolates");
        return Stream.of(Finding.warn(FindingCode.SANDBOX_MAY_IGNORE_PROFILES, "", "spec.runtimeClassName", reason));
    }
}
