package dev.entitlements.truth.vm;

import static dev.entitlements.truth.vm.Need.oneOf;

import dev.entitlements.core.entitlement.Capability;
import java.util.ArrayList;
import java.util.List;

/** Sockets: families and types. */
final class SocketAttempts {
    private static final Need USER = oneOf("network.user", "network.baseline");
    private static final Need EVERY_FAMILY = oneOf("network.baseline");
    private static final List<String> TYPES = List.of("stream", "dgram", "raw", "seqpacket");

    /** Those that the machine's kernel has in it; for others it has no module at hand. */
    private static final List<String> OTHER_FAMILIES = List.of(
            "ax25", "ipx", "key", "packet", "can", "tipc", "bluetooth", "alg", "vsock", "qipcrtr", "xdp", "mctp");

    private SocketAttempts() {}

    static List<Attempt> all() {
        List<Attempt> attempts = new ArrayList<>();
        for (String type : TYPES) {
            attempts.add(Attempt.getsThrough("socket-unix-" + type));
            attempts.add(internet("inet", type));
            attempts.add(internet("inet6", type));
            attempts.add(netlink(type));
            OTHER_FAMILIES.forEach(family -> attempts.add(other(family, type)));
        }
        attempts.add(Attempt.works("pair-unix"));
        attempts.add(Attempt.works("bind-high-port", USER));
        return attempts;
    }

    private static Attempt internet(String family, String type) {
        // raw sockets too: the kernel looks for a protocol before it asks for NET_RAW, and there is none of number 0
        return Attempt.getsThrough("socket-" + family + "-" + type, USER);
    }

    /** Netlink's sockets are of two types; whoever has the family only for them, gets no others. */
    private static Attempt netlink(String type) {
        boolean itsOwn = type.equals("dgram") || type.equals("raw");
        return Attempt.getsThrough("socket-netlink-" + type, itsOwn ? USER : EVERY_FAMILY);
    }

    private static Attempt other(String family, String type) {
        String name = "socket-" + family + "-" + type;
        return List.of("packet", "xdp").contains(family)
                ? Attempt.getsThrough(name, EVERY_FAMILY, Need.capability(Capability.NET_RAW))
                : Attempt.getsThrough(name, EVERY_FAMILY);
    }
}
