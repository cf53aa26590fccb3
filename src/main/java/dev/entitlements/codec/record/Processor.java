package dev.entitlements.codec.record;

import dev.entitlements.codec.profile.SyscallTable.Abi;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.record.Call.Mode;
import java.util.Optional;

/** A processor's mode as the kernel's audit names it. */
enum Processor {
    AMD64("c000003e", "x86_64", Abi.AMD64, Architecture.AMD64),
    ARM64("c00000b7", "aarch64", Abi.ARM64, Architecture.ARM64),
    PPC64LE("c0000015", "ppc64le", Abi.PPC64LE, Architecture.PPC64LE),
    RISCV64("c00000f3", "riscv64", Abi.RISCV64, Architecture.RISCV64),
    S390X("80000016", "s390x", Abi.S390X, Architecture.S390X),
    I386("40000003", "i386", Abi.I386, Architecture.AMD64),
    ARM("40000028", "arm", Abi.ARM, Architecture.ARM64);

    private final String token;
    private final String word;
    private final Abi abi;
    private final Architecture architecture;

    Processor(String token, String word, Abi abi, Architecture architecture) {
        this.token = token;
        this.word = word;
        this.abi = abi;
        this.architecture = architecture;
    }

    /** The mode of this token, in hexadecimal digits or as {@code ausearch -i} spells it. */
    static Optional<Processor> of(String text) {
        for (Processor processor : values()) {
            if (processor.token.equals(text) || processor.word.equals(text)) {
                return Optional.of(processor);
            }
        }
        return Optional.empty();
    }

    /** The mode of an architecture's own programs. */
    static Processor of(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> AMD64;
            case ARM64 -> ARM64;
            case PPC64LE -> PPC64LE;
            case RISCV64 -> RISCV64;
            case S390X -> S390X;
        };
    }

    Abi abi() {
        return abi;
    }

    Architecture architecture() {
        return architecture;
    }

    /** Profiles always list the 32-bit mode of arm64, and that of amd64 only with every socket family. */
    Mode mode() {
        return this == I386 ? Mode.FOREIGN : Mode.NATIVE;
    }
}
