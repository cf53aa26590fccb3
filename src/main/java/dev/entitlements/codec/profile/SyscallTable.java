package dev.entitlements.codec.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which system calls exist in which mode of which processor: the program's own table of the kernel's facts. */
final class SyscallTable {
    private static final String RESOURCE = "/dev/entitlements/syscalls.tsv";

    private static final Map<String, Set<Abi>> BY_NAME = read();

    /** A mode of a processor with its own numbering, in the order of the table's columns. */
    enum Abi {
        AMD64,
        ARM64,
        PPC64LE,
        RISCV64,
        S390X,
        I386,
        ARM
    }

    private SyscallTable() {}

    /** Whether one of these modes has a system call of this name. */
    static boolean exists(String name, List<Abi> abis) {
        Set<Abi> having = BY_NAME.getOrDefault(name, Set.of());
        return abis.stream().anyMatch(having::contains);
    }

    private static Map<String, Set<Abi>> read() {
        Map<String, Set<Abi>> table = new TreeMap<>();
        try (InputStream stream = SyscallTable.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the program was built without " + RESOURCE);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] columns = line.split("\t", -1);
                Set<Abi> having = EnumSet.noneOf(Abi.class);
                int column = 0;
                for (Abi abi : Abi.values()) {
                    column++;
                    if (!columns[column].equals("-")) {
                        having.add(abi);
                    }
                }
                table.put(columns[0], having);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Collections.unmodifiableMap(table);
    }
}
