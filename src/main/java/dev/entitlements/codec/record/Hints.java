package dev.entitlements.codec.record;

import dev.entitlements.core.entitlement.Capability;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which capability a call points to that succeeded: for root without it, or for other users and files, it would not. */
final class Hints {
    private static final Map<String, Capability> BY_NAME = Map.ofEntries(
            Map.entry("chown", Capability.CHOWN),
            Map.entry("fchown", Capability.CHOWN),
            Map.entry("fchownat", Capability.CHOWN),
            Map.entry("lchown", Capability.CHOWN),
            Map.entry("setfsgid", Capability.SETGID),
            Map.entry("setfsuid", Capability.SETUID),
            Map.entry("setgid", Capability.SETGID),
            Map.entry("setgroups", Capability.SETGID),
            Map.entry("setregid", Capability.SETGID),
            Map.entry("setresgid", Capability.SETGID),
            Map.entry("setresuid", Capability.SETUID),
            Map.entry("setreuid", Capability.SETUID),
            Map.entry("setuid", Capability.SETUID));

    private static final Pattern PORT = Pattern.compile("sin6?_port=htons\\((\\d{1,5})\\)");
    private static final int FIRST_ORDINARY_PORT = 1024;

    private Hints() {}

    static Optional<Capability> of(Observation observed) {
        if (observed.outcome() == Outcome.FAILED || observed.outcome() == Outcome.REFUSED) {
            return Optional.empty();
        }
        String name = observed.call().syscall();
        String printed = observed.printed();
        Capability plain = BY_NAME.get(name);
        if (plain != null) {
            return Optional.of(plain);
        }
        return switch (name) {
            case "bind" -> isLowPort(printed) ? Optional.of(Capability.NET_BIND_SERVICE) : Optional.empty();
            case "socket" -> isRaw(printed) ? Optional.of(Capability.NET_RAW) : Optional.empty();
            case "mknod", "mknodat" ->
                printed.contains("S_IFCHR") || printed.contains("S_IFBLK")
                        ? Optional.of(Capability.MKNOD)
                        : Optional.empty();
            case "setsockopt" -> printed.contains("SO_MARK,") ? Optional.of(Capability.NET_ADMIN) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isLowPort(String printed) {
        Matcher port = PORT.matcher(printed);
        if (!port.find()) {
            return false;
        }
        int number = Integer.parseInt(port.group(1));
        return number > 0 && number < FIRST_ORDINARY_PORT;
    }

    private static boolean isRaw(String printed) {
        return printed.startsWith("AF_PACKET,")
                || (printed.contains("SOCK_RAW")
                        && (printed.startsWith("AF_INET,") || printed.startsWith("AF_INET6,")));
    }
}
