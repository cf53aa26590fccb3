package dev.entitlements.codec.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.profile.SyscallTable.Abi;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.SyscallRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes a seccomp profile for one architecture, in the plain form of the OCI runtime specification that every runtime
 * reads alike: resolved for the container's grants, without the extensions of Docker's own file.
 *
 * <p>INVARIANT (socketcall): where only some socket families are let through, nothing leads around that condition. The
 * old call {@code socketcall} does: it takes the family from memory, where a filter cannot look, and libseccomp opens it
 * whole beside every conditional {@code socket}. So it is answered with ENOSYS, a rule without condition, which
 * takes the place of what libseccomp adds; and amd64's 32-bit modes, whose programs use it, are left out altogether. A
 * model that lets {@code socketcall} itself through promises nothing about families, and neither applies.
 */
public final class SeccompJson {
    private static final String SOCKETCALL = "socketcall";
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final Comparator<List<ArgCondition>> CONDITIONS =
            Comparator.comparing(conditions -> new SyscallRule("", conditions, List.of()));

    private SeccompJson() {}

    /** The file's text for nodes of this architecture. */
    public static String write(SeccompModel model, Architecture architecture) {
        return ProfileText.of(tree(model, architecture));
    }

    /** The same as a tree, for files that carry the profile inside. */
    public static ObjectNode tree(SeccompModel model, Architecture architecture) {
        boolean guarded = isSocketGuarded(model, architecture);
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        profile.put("defaultAction", "SCMP_ACT_ERRNO").put("defaultErrnoRet", EPERM);
        architectures(architecture, guarded).forEach(profile.putArray("architectures")::add);
        ArrayNode syscalls = profile.putArray("syscalls");
        List<Abi> abis = abis(architecture, guarded);
        List<SyscallRule> rules = rules(model, architecture);
        allow(syscalls, rules, abis);
        SortedSet<String> missing = new TreeSet<>(model.missing());
        if (guarded) {
            missing.add(SOCKETCALL);
        }
        missing.removeAll(SyscallRule.names(rules));
        missing.removeIf(name -> !SyscallTable.exists(name, abis));
        if (!missing.isEmpty()) {
            ObjectNode entry = syscalls.addObject();
            missing.forEach(entry.putArray("names")::add);
            entry.put("action", "SCMP_ACT_ERRNO").put("errnoRet", ENOSYS);
        }
        return profile;
    }

    /** One entry for all names that are let through on the same conditions. */
    private static void allow(ArrayNode syscalls, List<SyscallRule> rules, List<Abi> abis) {
        SortedMap<List<ArgCondition>, SortedSet<String>> names = new TreeMap<>(CONDITIONS);
        rules.stream().filter(rule -> SyscallTable.exists(rule.syscall(), abis)).forEach(rule -> names.computeIfAbsent(
                        rule.conditions(), absent -> new TreeSet<>())
                .add(rule.syscall()));
        names.forEach((conditions, same) -> {
            ObjectNode entry = syscalls.addObject();
            same.forEach(entry.putArray("names")::add);
            entry.put("action", "SCMP_ACT_ALLOW");
            args(entry, conditions);
        });
    }

    private static void args(ObjectNode entry, List<ArgCondition> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        ArrayNode args = entry.putArray("args");
        for (ArgCondition condition : conditions) {
            ObjectNode arg = args.addObject().put("index", condition.index());
            arg.put("value", unsigned(condition.value()));
            if (condition.operator() == ArgCondition.Operator.MASKED_EQ) {
                arg.put("valueTwo", unsigned(condition.valueTwo()));
            }
            arg.put("op", "SCMP_CMP_" + condition.operator());
        }
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private static List<SyscallRule> rules(SeccompModel model, Architecture architecture) {
        return model.allow().rules().stream()
                .filter(rule ->
                        rule.architectures().isEmpty() || rule.architectures().contains(architecture))
                .toList();
    }

    /** Whether sockets are let through on a condition that {@code socketcall} must not lead around. */
    private static boolean isSocketGuarded(SeccompModel model, Architecture architecture) {
        List<SyscallRule> rules = rules(model, architecture);
        return rules.stream()
                        .anyMatch(rule -> rule.syscall().equals("socket")
                                && !rule.conditions().isEmpty())
                && rules.stream().noneMatch(rule -> rule.syscall().equals(SOCKETCALL));
    }

    private static List<String> architectures(Architecture architecture, boolean guarded) {
        return switch (architecture) {
            case AMD64 ->
                guarded ? List.of("SCMP_ARCH_X86_64") : List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32");
            // 32-bit arm never had socketcall
            case ARM64 -> List.of("SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM");
            case PPC64LE -> List.of("SCMP_ARCH_PPC64LE");
            case RISCV64 -> List.of("SCMP_ARCH_RISCV64");
            // no container image is made for the 31-bit mode
            case S390X -> List.of("SCMP_ARCH_S390X");
        };
    }

    private static List<Abi> abis(Architecture architecture, boolean guarded) {
        List<Abi> abis = new ArrayList<>();
        switch (architecture) {
            case AMD64 -> abis.addAll(guarded ? List.of(Abi.AMD64) : List.of(Abi.AMD64, Abi.I386));
            case ARM64 -> abis.addAll(List.of(Abi.ARM64, Abi.ARM));
            case PPC64LE -> abis.add(Abi.PPC64LE);
            case RISCV64 -> abis.add(Abi.RISCV64);
            case S390X -> abis.add(Abi.S390X);
        }
        return abis;
    }
}
