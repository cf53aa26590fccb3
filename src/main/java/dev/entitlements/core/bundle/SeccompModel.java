package dev.entitlements.core.bundle;

import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.List;

/**
 * A seccomp profile before it is written for an architecture: everything else is answered with EPERM.
 *
 * @param allow the system calls let through
 * @param missing the names answered with ENOSYS where they are not let through, sorted
 */
public record SeccompModel(SyscallSet allow, List<String> missing) {
    public SeccompModel {
        missing = List.copyOf(missing);
    }

    /** Whether everything the other lets through is let through by this one. */
    public boolean covers(SeccompModel other) {
        return allow.covers(other.allow);
    }

    /** The text that stands for the model: one line for each rule, then the missing names. */
    public String canonical() {
        StringBuilder text = new StringBuilder(16384).append("seccomp\n");
        for (SyscallRule rule : allow.rules()) {
            text.append("allow ").append(rule.syscall());
            for (ArgCondition condition : rule.conditions()) {
                text.append(" arg").append(condition.index()).append(' ').append(condition.operator());
                text.append(' ').append(Long.toUnsignedString(condition.value()));
                text.append(' ').append(Long.toUnsignedString(condition.valueTwo()));
            }
            for (Architecture architecture : rule.architectures()) {
                text.append(" on ").append(architecture.word());
            }
            text.append('\n');
        }
        missing.forEach(name -> text.append("missing ").append(name).append('\n'));
        return text.toString();
    }
}
