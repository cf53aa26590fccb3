package dev.entitlements.codec.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of the kernel's system calls, against which every name in a profile is checked. */
class SyscallTableFileTest {
    private static final Path FILE = Path.of("src", "main", "resources", "dev", "entitlements", "syscalls.tsv");
    private static final int SINCE = SyscallTable.Abi.values().length + 1;

    @Test
    void everyRowHasANumberSomewhereAndSaysSinceWhen() throws IOException {
        for (List<String> row : rows()) {
            assertThat(row).as(row.get(0)).hasSize(SINCE + 1);
            assertThat(row.subList(1, SINCE)).as(row.get(0)).anyMatch(number -> number.matches("\\d+"));
            assertThat(row.get(SINCE)).as(row.get(0)).matches("-|\\d+(\\.\\d+){1,3}");
        }
    }

    @Test
    void namesAreSortedAndComeOnce() throws IOException {
        List<String> names = rows().stream().map(row -> row.get(0)).toList();

        assertThat(names).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(SyscallTable.Abi.class)
    void noNumberHasTwoNames(SyscallTable.Abi abi) throws IOException {
        List<String> numbers = new ArrayList<>();
        rows().forEach(row ->
                numbers.add(row.get(List.of(SyscallTable.Abi.values()).indexOf(abi) + 1)));
        numbers.removeIf("-"::equals);

        assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"socket, 2.0", "openat2, 5.6", "clone3, 5.3", "futex_requeue, 6.7", "uretprobe, 6.11", "vserver, -"})
    void saysSinceWhichKernel(String name, String since) throws IOException {
        assertThat(rows().stream().filter(row -> row.get(0).equals(name)).map(row -> row.get(SINCE)))
                .containsExactly(since);
    }

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }
}
