package dev.entitlements.core.entitlement;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A processor architecture that nodes have, named as Kubernetes' label {@code kubernetes.io/arch} names it. */
public enum Architecture {
    AMD64,
    ARM64,
    PPC64LE,
    RISCV64,
    S390X;

    /** The label's word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The architecture of this word. */
    public static Optional<Architecture> ofWord(String word) {
        return Stream.of(values()).filter(a -> a.word().equals(word)).findFirst();
    }
}
