package dev.entitlements.truth.vm;

import dev.entitlements.truth.model.Abi;
import dev.entitlements.truth.model.Call;
import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.model.SyscallNumbers;
import dev.entitlements.truth.model.TruthModel;
import dev.entitlements.truth.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which system call of an attempt a seccomp profile may refuse: it comes before everything else that is asked for. */
final class SeccompNeeds {
    private static final Map<String, Integer> FAMILIES = Map.ofEntries(
            Map.entry("unix", 1),
            Map.entry("inet", 2),
            Map.entry("ax25", 3),
            Map.entry("ipx", 4),
            Map.entry("inet6", 10),
            Map.entry("key", 15),
            Map.entry("netlink", 16),
            Map.entry("packet", 17),
            Map.entry("can", 29),
            Map.entry("tipc", 30),
            Map.entry("bluetooth", 31),
            Map.entry("alg", 38),
            Map.entry("vsock", 40),
            Map.entry("qipcrtr", 42),
            Map.entry("xdp", 44),
            Map.entry("mctp", 45));
    private static final Map<String, Integer> TYPES = Map.of("stream", 1, "dgram", 2, "raw", 3, "seqpacket", 5);
    private static final int AUDIT = 9;

    /** Where the attempt's name says nothing about it. Those that are not here make calls of the floor only. */
    private static final Map<String, Call> CALLS = new HashMap<>();

    static {
        CALLS.put("pair-unix", call("socketpair").with(0, 1));
        CALLS.put("bind-high-port", socket(2, 1, 0));
        CALLS.put("net-bind-service", socket(2, 1, 0));
        CALLS.put("audit-write", socket(16, 3, AUDIT));
        CALLS.put("audit-read", socket(16, 3, AUDIT));
        CALLS.put("bpf", call("bpf"));
        CALLS.put("checkpoint-restore", call("clone3"));
        CALLS.put("open-by-handle", call("name_to_handle_at"));
        CALLS.put("ipc-lock", call("mlock"));
        CALLS.put("perfmon", call("perf_event_open"));
        CALLS.put("syslog", call("syslog"));
        CALLS.put("sys-admin", call("sethostname"));
        CALLS.put("sys-boot", call("reboot"));
        CALLS.put("sys-chroot", call("chroot"));
        CALLS.put("sys-module", call("init_module"));
        CALLS.put("sys-pacct", call("acct"));
        CALLS.put("sys-rawio", call("iopl"));
        CALLS.put("sys-time", call("clock_settime"));
        CALLS.put("sys-tty-config", call("vhangup"));
        List.of("tmpfs", "proc", "bind", "move", "remount", "private")
                .forEach(kind -> CALLS.put("mount-" + kind, call("mount")));
        CALLS.put("umount", call("umount2"));
        CALLS.put("pivot-root", call("pivot_root"));
        CALLS.put("fsopen", call("fsopen"));
        List.of("mounts", "net", "user").forEach(kind -> CALLS.put("unshare-" + kind, call("unshare")));
        CALLS.put("setns", call("setns"));
        FAMILIES.forEach((family, number) ->
                TYPES.forEach((type, word) -> CALLS.put("socket-" + family + "-" + type, socket(number, word, 0))));
    }

    private SeccompNeeds() {}

    /** The names of the attempts that a profile may refuse. */
    static Set<String> attempts() {
        return CALLS.keySet();
    }

    /** What the profile answers to the attempt. */
    static Verdict verdict(Attempt attempt, TruthModel model, RuntimeFacts facts) {
        Call call = CALLS.get(attempt.name());
        return call == null ? Verdict.ALLOWED : model.verdict(call, facts);
    }

    private static Call call(String name) {
        return Call.harmless(Abi.AMD64, SyscallNumbers.number(Abi.AMD64, name).orElseThrow());
    }

    private static Call socket(long family, long type, long protocol) {
        return call("socket").with(0, family).with(1, type).with(2, protocol);
    }
}
