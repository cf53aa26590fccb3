package dev.entitlements.truth;

import static dev.entitlements.core.entitlement.Capability.BPF;
import static dev.entitlements.core.entitlement.Capability.CHECKPOINT_RESTORE;
import static dev.entitlements.core.entitlement.Capability.DAC_OVERRIDE;
import static dev.entitlements.core.entitlement.Capability.DAC_READ_SEARCH;
import static dev.entitlements.core.entitlement.Capability.PERFMON;
import static dev.entitlements.core.entitlement.Capability.SYS_ADMIN;

import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.truth.model.Abi;
import dev.entitlements.truth.model.Call;
import dev.entitlements.truth.model.SyscallNumbers;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.ContainerRuntime;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Escalation;
import dev.entitlements.truth.runtime.Mount;
import dev.entitlements.truth.runtime.NativeProgram;
import dev.entitlements.truth.runtime.Rootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One operation for each capability, and which capabilities and system calls it takes by the kernel's own rules. */
public final class CapabilityOperations {
    /** Capabilities that no operation on this kind of machine needs, and why. */
    public static final Map<Capability, String> WITHOUT_OPERATION = Map.of(
            Capability.MAC_ADMIN, "only security modules that are not active ask for it",
            Capability.MAC_OVERRIDE, "only security modules that are not active ask for it",
            Capability.NET_BROADCAST, "no line of the kernel asks for it");

    /** Where the kernel takes another capability as well. */
    private static final Map<Capability, Set<Capability>> INSTEAD = Map.of(
            BPF, Set.of(SYS_ADMIN),
            CHECKPOINT_RESTORE, Set.of(SYS_ADMIN),
            DAC_READ_SEARCH, Set.of(DAC_OVERRIDE),
            PERFMON, Set.of(SYS_ADMIN));

    private CapabilityOperations() {}

    /** Whether a container with these capabilities may do what the capability is for, as far as capabilities go. */
    public static boolean isHeld(Capability capability, Set<Capability> held) {
        return held.contains(capability)
                || INSTEAD.getOrDefault(capability, Set.of()).stream().anyMatch(held::contains);
    }

    /** The system call that the operation stands or falls with; none where the floor allows all that it makes. */
    public static @Nullable Call call(Capability capability) {
        return switch (capability) {
            case AUDIT_READ, AUDIT_WRITE -> socket(16, 3, 9);
            case BPF -> named("bpf");
            case IPC_LOCK -> named("mlock");
            case NET_BIND_SERVICE -> socket(2, 1, 0);
            case NET_RAW -> socket(2, 3, 1);
            case PERFMON -> named("perf_event_open");
            case SYSLOG -> named("syslog");
            case SYS_ADMIN -> named("sethostname");
            case SYS_BOOT -> named("reboot");
            case SYS_CHROOT -> named("chroot");
            case SYS_MODULE -> named("delete_module");
            case SYS_PACCT -> named("acct");
            case SYS_PTRACE -> named("ptrace");
            case SYS_TTY_CONFIG -> named("vhangup");
            default -> null;
        };
    }

    /** What each operation came to in a container of user 0. */
    public static Map<Capability, String> tried(ContainerRuntime runtime, ContainerSpec spec) {
        Path data = data(runtime);
        ContainerSpec complete = new ContainerSpec(
                        spec.rootfs(),
                        List.of("/data/capabilities"),
                        0,
                        spec.capabilities(),
                        spec.seccomp(),
                        spec.appArmor(),
                        Escalation.ALLOWED,
                        spec.mounts(),
                        spec.env())
                .withMount(Mount.writable(data, "/data"));
        Answer answer = runtime.run(complete);
        Map<Capability, String> results = new EnumMap<>(Capability.class);
        for (String line : answer.lines()) {
            String[] fields = line.split("\t", -1);
            results.put(Capability.valueOf(fields[0]), fields[1]);
        }
        if (answer.exitCode() != 0 || results.size() + WITHOUT_OPERATION.size() != Capability.values().length) {
            throw new IllegalStateException(
                    runtime.name() + " ended with " + answer.exitCode() + " and " + results + ": " + answer.errors());
        }
        return results;
    }

    /** The files of several users that the operations are tried on, where no other runtime tries them. */
    private static Path data(ContainerRuntime runtime) {
        try {
            Path data = Files.createDirectories(
                    Path.of("target", "truth", "data", runtime.name()).toAbsolutePath());
            Path program = NativeProgram.compiled("capabilities", "capabilities");
            for (String copy : List.of("capabilities", "other")) {
                Files.copy(program, data.resolve(copy), StandardCopyOption.REPLACE_EXISTING);
            }
            for (String file : List.of("theirs", "readable", "group", "flags")) {
                Files.writeString(data.resolve(file), file);
            }
            own(data.resolve("capabilities"), List.of(0, 0, 0755));
            own(data.resolve("other"), List.of(1000, 1000, 06755));
            own(data.resolve("theirs"), List.of(1000, 1000, 0600));
            own(data.resolve("readable"), List.of(1000, 1000, 0644));
            own(data.resolve("group"), List.of(0, 1000, 0644));
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the files of several users", e);
        }
    }

    /** User, group and mode, in this order: to change the owner takes special bits away. */
    private static void own(Path file, List<Integer> attributes) throws IOException {
        Files.setAttribute(file, "unix:uid", attributes.get(0));
        Files.setAttribute(file, "unix:gid", attributes.get(1));
        Files.setAttribute(file, "unix:mode", attributes.get(2));
    }

    private static Call named(String name) {
        return Call.harmless(Abi.AMD64, SyscallNumbers.number(Abi.AMD64, name).orElseThrow());
    }

    private static Call socket(long family, long type, long protocol) {
        return named("socket").with(0, family).with(1, type).with(2, protocol);
    }

    /** The root filesystem that the operations need: any. */
    public static ContainerSpec container() {
        return ContainerSpec.of(Rootfs.of("capabilities"));
    }
}
