package dev.entitlements.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.truth.model.Abi;
import dev.entitlements.truth.model.SyscallNumbers;
import dev.entitlements.truth.runtime.Libseccomp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table's numbers are those that libseccomp knows, which got them by another way. */
@Tag("truth")
class SyscallNumbersTruthTest {
    private static final String WHAT = "numbers of system calls";

    @ParameterizedTest
    @CsvSource({
        "AMD64, X86_64",
        "X32, X32",
        "I386, X86",
        "ARM64, AARCH64",
        "ARM, ARM",
        "PPC64LE, PPC64LE",
        "RISCV64, RISCV64",
        "S390X, S390X"
    })
    void everyNumberIsTheOneThatLibseccompKnows(Abi abi, String architecture) {
        Set<String> names = new TreeSet<>();
        for (Abi each : Abi.values()) {
            names.addAll(SyscallNumbers.names(each).values());
        }

        Map<String, Long> known = Libseccomp.numbers(WHAT, architecture, names);

        List<String> wrong = new ArrayList<>();
        known.forEach((name, number) -> {
            long plain = abi == Abi.X32 ? number - Abi.X32_BIT : number;
            if (SyscallNumbers.number(abi, name).filter(ours -> ours == plain).isEmpty()) {
                wrong.add(name + " is " + plain + ", in the table "
                        + SyscallNumbers.number(abi, name).map(String::valueOf).orElse("nothing"));
            }
        });
        assertThat(known).hasSizeGreaterThan(250);
        assertThat(wrong).isEmpty();
    }
}
