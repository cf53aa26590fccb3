package dev.entitlements.truth.model;

import dev.entitlements.core.entitlement.Architecture;

/** A mode of a processor with numbers of its own for system calls, as a filter tells it apart. */
public enum Abi {
    AMD64(Architecture.AMD64, 0xc000003e, "amd64"),
    /** amd64's instruction with bit 30 in the number. */
    X32(Architecture.AMD64, 0xc000003e, "amd64"),
    I386(Architecture.AMD64, 0x40000003, "i386"),
    ARM64(Architecture.ARM64, 0xc00000b7, "arm64"),
    ARM(Architecture.ARM64, 0x40000028, "arm"),
    PPC64LE(Architecture.PPC64LE, 0xc0000015, "ppc64le"),
    RISCV64(Architecture.RISCV64, 0xc00000f3, "riscv64"),
    S390X(Architecture.S390X, 0x80000016, "s390x");

    /** The bit that tells x32 from amd64. */
    public static final long X32_BIT = 0x40000000L;

    private final Architecture architecture;
    private final int audit;
    private final String column;

    Abi(Architecture architecture, int audit, String column) {
        this.architecture = architecture;
        this.audit = audit;
        this.column = column;
    }

    /** The architecture of the nodes that have this mode. */
    public Architecture architecture() {
        return architecture;
    }

    /** The kernel's AUDIT_ARCH constant. */
    public int audit() {
        return audit;
    }

    /** The column of the table of system calls. */
    String column() {
        return column;
    }

    /** Whether arguments are 32 bits wide. */
    public boolean isNarrow() {
        return this == I386 || this == ARM;
    }

    /** Whether the filter sees the upper half of an argument first in memory. */
    public boolean isBigEndian() {
        return this == S390X;
    }
}
