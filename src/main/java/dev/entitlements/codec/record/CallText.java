package dev.entitlements.codec.record;

import dev.entitlements.codec.report.OneLine;
import dev.entitlements.core.record.Call;
import dev.entitlements.core.record.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A call as people write it: {@code socket(AF_INET)}. */
final class CallText {
    private static final String CLONE_FLAGS = "CLONE_";
    private static final Map<String, String> PREFIXES = Map.of(
            "socket", "AF_",
            "socketpair", "AF_",
            "arch_prctl", "ARCH_");
    private static final long AF_NETLINK = 16;
    private static final int LONGEST = 120;

    private CallText() {}

    static String of(Call call) {
        String mode = call.mode() == Call.Mode.FOREIGN ? " of a 32-bit program" : "";
        List<String> arguments = new ArrayList<>();
        call.arguments().forEach((index, value) -> {
            boolean isTelling = !call.syscall().startsWith("socket") || index == 0 || isNetlink(call);
            if (isTelling) {
                arguments.add(argument(call, index, value));
            }
        });
        String text = call.syscall() + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")") + mode;
        return OneLine.of(text, LONGEST);
    }

    /** Where a call is met first. */
    static String place(Seen seen) {
        return OneLine.of(seen.file()) + ":" + seen.line();
    }

    /** The call, how often it is met, and where first. */
    static String withPlace(Seen seen) {
        String times = seen.times() == 1 ? "once, in " : grouped(seen.times()) + " times, first in ";
        return "`" + of(seen.call()) + "` " + times + place(seen);
    }

    /** A number with commas between its thousands. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String argument(Call call, int index, long value) {
        if (call.syscall().equals("clone")) {
            return flags(value);
        }
        String ofFirst = index == 0 ? PREFIXES.getOrDefault(call.syscall(), "") : "";
        String prefix = index == 2 && isNetlink(call) ? "NETLINK_" : ofFirst;
        String number = "0x" + Long.toHexString(value);
        return prefix.isEmpty() ? number : Symbols.name(prefix, value).orElse(number);
    }

    private static boolean isNetlink(Call call) {
        return call.syscall().equals("socket") && call.arguments().getOrDefault(0, -1L) == AF_NETLINK;
    }

    private static String flags(long value) {
        Map<Long, String> names = new TreeMap<>(Long::compareUnsigned);
        for (long bit = 1; bit != 0; bit <<= 1) {
            if ((value & bit) != 0 && bit > 0xff) {
                long one = bit;
                names.put(bit, Symbols.name(CLONE_FLAGS, bit).orElseGet(() -> "0x" + Long.toHexString(one)));
            }
        }
        return names.isEmpty() ? "no flags" : String.join("|", names.values());
    }
}
