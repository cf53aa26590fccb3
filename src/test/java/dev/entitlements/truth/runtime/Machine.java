package dev.entitlements.truth.runtime;

import dev.entitlements.core.entitlement.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What this machine can give to a container. */
public final class Machine {
    /** The kernel's numbering of capabilities, from 0: {@code include/uapi/linux/capability.h}. */
    private static final List<Capability> NUMBERED =
            Stream.of("""
            CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE
            NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT
            SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE
            AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ
            PERFMON BPF CHECKPOINT_RESTORE""".split("\\s+")).map(Capability::valueOf).toList();

    private Machine() {}

    /** The capabilities that root has here; a machine that is itself a guest may lack some. */
    public static Set<Capability> capabilities() {
        try {
            String line = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(status -> status.startsWith("CapBnd:"))
                    .findFirst()
                    .orElseThrow();
            long bits = Long.parseUnsignedLong(line.substring(7).trim(), 16);
            Set<Capability> held = EnumSet.noneOf(Capability.class);
            for (int number = 0; number < NUMBERED.size(); number++) {
                if ((bits >>> number & 1) == 1) {
                    held.add(NUMBERED.get(number));
                }
            }
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the capabilities of this process", e);
        }
    }
}
