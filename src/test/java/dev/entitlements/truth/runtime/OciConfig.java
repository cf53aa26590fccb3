package dev.entitlements.truth.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Writes a container as the OCI runtime specification's {@code config.json}, with what containerd's CRI sets always. */
public final class OciConfig {
    private static final List<Mount> ALWAYS = List.of(
            new Mount("proc", "proc", "/proc", List.of("nosuid", "noexec", "nodev")),
            new Mount("tmpfs", "tmpfs", "/dev", List.of("nosuid", "strictatime", "mode=755", "size=65536k")),
            new Mount(
                    "devpts",
                    "devpts",
                    "/dev/pts",
                    List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620")),
            new Mount("tmpfs", "shm", "/dev/shm", List.of("nosuid", "noexec", "nodev", "mode=1777")),
            new Mount("mqueue", "mqueue", "/dev/mqueue", List.of("nosuid", "noexec", "nodev")),
            new Mount("sysfs", "sysfs", "/sys", List.of("nosuid", "noexec", "nodev", "ro")),
            Mount.scratch("/tmp"));

    private OciConfig() {}

    /** The whole of it. */
    public static ObjectNode tree(ContainerSpec spec) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("ociVersion", "1.0.2").put("hostname", "truth");
        process(config.putObject("process"), spec);
        config.putObject("root")
                .put("path", spec.rootfs().toAbsolutePath().toString())
                .put("readonly", true);
        ArrayNode mounts = config.putArray("mounts");
        ALWAYS.forEach(mount -> mount(mounts.addObject(), mount));
        spec.mounts().forEach(mount -> mount(mounts.addObject(), mount));
        linux(config.putObject("linux"), spec);
        return config;
    }

    private static void process(ObjectNode process, ContainerSpec spec) {
        process.put("terminal", false).put("cwd", "/");
        process.putObject("user").put("uid", spec.user()).put("gid", spec.user());
        spec.args().forEach(process.putArray("args")::add);
        ArrayNode env = process.putArray("env");
        env.add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        spec.env().forEach(env::add);
        ObjectNode capabilities = process.putObject("capabilities");
        for (String set : List.of("bounding", "effective", "permitted")) {
            ArrayNode names = capabilities.putArray(set);
            spec.capabilities().stream().sorted().forEach(capability -> names.add("CAP_" + capability));
        }
        process.put("noNewPrivileges", spec.escalation() == Escalation.FORBIDDEN);
        if (!spec.appArmor().isEmpty()) {
            process.put("apparmorProfile", spec.appArmor());
        }
    }

    private static void mount(ObjectNode entry, Mount mount) {
        entry.put("destination", mount.destination()).put("type", mount.type()).put("source", mount.source());
        mount.options().forEach(entry.putArray("options")::add);
    }

    private static void linux(ObjectNode linux, ContainerSpec spec) {
        ArrayNode namespaces = linux.putArray("namespaces");
        List.of("pid", "network", "ipc", "uts", "mount")
                .forEach(type -> namespaces.addObject().put("type", type));
        linux.putObject("resources")
                .putArray("devices")
                .addObject()
                .put("allow", false)
                .put("access", "rwm");
        List.of("/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/timer_list", "/sys/firmware")
                .forEach(linux.putArray("maskedPaths")::add);
        List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger")
                .forEach(linux.putArray("readonlyPaths")::add);
        if (spec.seccomp() != null) {
            try {
                linux.set("seccomp", Json.MAPPER.readTree(Files.readAllBytes(spec.seccomp())));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + spec.seccomp(), e);
            }
        }
    }
}
