package dev.entitlements.codec.record;

import dev.entitlements.codec.profile.SyscallTable;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.record.Call;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a log prints of a call's arguments to the numbers that rules have conditions on. */
final class CallReader {
    private static final String CLONE = "clone";
    private static final String UNNAMED = "syscall_0x";

    /** How many of the arguments an audit record has. */
    private static final int AUDITED = 4;

    private final Map<String, SortedSet<Integer>> decisive;

    /** Reads what is in the map: by the name of a call, the indices of the arguments that decide. */
    CallReader(Map<String, SortedSet<Integer>> decisive) {
        this.decisive = decisive;
    }

    /** A call as strace prints it. */
    Call printed(StraceLine line, Processor processor) {
        if (line.name().startsWith(UNNAMED)) {
            return new Call(
                    unnamed(line.name(), processor), new TreeMap<>(), processor.architecture(), processor.mode());
        }
        SortedMap<Integer, Long> known = new TreeMap<>();
        SortedSet<Integer> wanted = decisive.getOrDefault(line.name(), new TreeSet<>());
        if (line.name().equals(CLONE)) {
            // strace gives this call's arguments names, and an order of its own
            flags(line.arguments(), processor, known);
        } else if (!wanted.isEmpty()) {
            List<String> arguments = Arguments.split(line.arguments());
            wanted.stream().filter(index -> index < arguments.size()).forEach(index -> {
                OptionalLong value = Symbols.value(arguments.get(index));
                value.ifPresent(number -> known.put(index, number));
            });
        }
        return new Call(line.name(), known, processor.architecture(), processor.mode());
    }

    /** What a library calls instead of {@code clone3}, which is answered as unknown: {@code clone} with the same flags. */
    Call insteadOfClone3(StraceLine line, Processor processor) {
        SortedMap<Integer, Long> known = new TreeMap<>();
        flags(line.arguments(), processor, known);
        return new Call(CLONE, known, processor.architecture(), processor.mode());
    }

    private static void flags(String arguments, Processor processor, SortedMap<Integer, Long> known) {
        int index = processor.architecture() == Architecture.S390X ? 1 : 0;
        Symbols.value(Arguments.named(arguments, "flags")).ifPresent(flags -> known.put(index, flags));
    }

    /** A call as an audit record shows it. */
    Call audited(String name, AuditLine line, Processor processor) {
        SortedMap<Integer, Long> known = new TreeMap<>();
        if (line.kind() == AuditLine.Kind.SYSCALL) {
            for (int index : decisive.getOrDefault(name, new TreeSet<>())) {
                line.field("a" + index)
                        .filter(field -> index < AUDITED && field.value().matches("[0-9a-f]{1,16}"))
                        .ifPresent(field -> known.put(index, Long.parseUnsignedLong(field.value(), 16)));
            }
        }
        return new Call(name, known, processor.architecture(), processor.mode());
    }

    private static String unnamed(String text, Processor processor) {
        try {
            return name(Integer.parseInt(text, UNNAMED.length(), text.length(), 16), processor);
        } catch (NumberFormatException tooLarge) {
            return text;
        }
    }

    /** The name of a call's number, or the number in words. */
    static String name(int number, Processor processor) {
        return SyscallTable.name(processor.abi(), number).orElse("number " + number);
    }
}
