package dev.entitlements.codec.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which system calls exist in which mode of which processor: the program's own table of the kernel's facts. */
public final class SyscallTable {
    private static final String RESOURCE = "/dev/entitlements/syscalls.tsv";

    private static final Map<String, Map<Abi, Integer>> BY_NAME = read();
    private static final Map<Abi, Map<Integer, String>> BY_NUMBER = byNumber();

    /** A mode of a processor with its own numbering, in the order of the table's columns. */
    public enum Abi {
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
    public static boolean exists(String name, List<Abi> abis) {
        Map<Abi, Integer> having = BY_NAME.getOrDefault(name, Map.of());
        return abis.stream().anyMatch(having::containsKey);
    }

    /** The name of the system call that has this number in a mode. */
    public static Optional<String> name(Abi abi, int number) {
        return Optional.ofNullable(BY_NUMBER.getOrDefault(abi, Map.of()).get(number));
    }

    private static Map<Abi, Map<Integer, String>> byNumber() {
        Map<Abi, Map<Integer, String>> names = new EnumMap<>(Abi.class);
        BY_NAME.forEach((name, numbers) -> numbers.forEach((abi, number) ->
                names.computeIfAbsent(abi, absent -> new HashMap<>()).put(number, name)));
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, Map<Abi, Integer>> read() {
        Map<String, Map<Abi, Integer>> table = new TreeMap<>();
        try (InputStream stream = SyscallTable.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the program was built without " + RESOURCE);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] columns = line.split("\t", -1);
                Map<Abi, Integer> having = new EnumMap<>(Abi.class);
                int column = 0;
                for (Abi abi : Abi.values()) {
                    column++;
                    if (!columns[column].equals("-")) {
                        having.put(abi, Integer.valueOf(columns[column]));
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
