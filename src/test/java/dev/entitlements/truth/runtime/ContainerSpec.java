package dev.entitlements.truth.runtime;

import dev.entitlements.core.entitlement.Capability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A container to run: what a kubelet would ask a runtime for. Its root filesystem is read-only; /proc, /dev and an
 * empty /tmp are mounted.
 *
 * @param rootfs the folder that is its root
 * @param args the program and its arguments
 * @param user the numeric user and group
 * @param capabilities what the program holds, and can ever hold
 * @param seccomp the file with the seccomp profile, or none: unconfined
 * @param appArmor the name of the loaded AppArmor profile, empty for none
 * @param escalation whether setuid programs work
 * @param mounts what is mounted besides
 * @param env the environment, each {@code NAME=value}, besides PATH
 */
public record ContainerSpec(
        Path rootfs,
        List<String> args,
        int user,
        Set<Capability> capabilities,
        @Nullable Path seccomp,
        String appArmor,
        Escalation escalation,
        List<Mount> mounts,
        List<String> env) {
    public ContainerSpec {
        args = List.copyOf(args);
        capabilities = Set.copyOf(capabilities);
        mounts = List.copyOf(mounts);
        env = List.copyOf(env);
    }

    /** Root without capabilities, profiles or escalation. */
    public static ContainerSpec of(Path rootfs, String... args) {
        return new ContainerSpec(
                rootfs, List.of(args), 0, Set.of(), null, "", Escalation.FORBIDDEN, List.of(), List.of());
    }

    /** The same with these capabilities and no others. */
    public ContainerSpec withCapabilities(Collection<Capability> held) {
        return new ContainerSpec(rootfs, args, user, new TreeSet<>(held), seccomp, appArmor, escalation, mounts, env);
    }

    /** The same below the seccomp profile of this file. */
    public ContainerSpec withSeccomp(Path file) {
        return new ContainerSpec(rootfs, args, user, capabilities, file, appArmor, escalation, mounts, env);
    }

    /** The same below a loaded AppArmor profile. */
    public ContainerSpec withAppArmor(String name) {
        return new ContainerSpec(rootfs, args, user, capabilities, seccomp, name, escalation, mounts, env);
    }

    /** The same as another user. */
    public ContainerSpec withUser(int number) {
        return new ContainerSpec(rootfs, args, number, capabilities, seccomp, appArmor, escalation, mounts, env);
    }

    /** The same with setuid programs at work or not. */
    public ContainerSpec withEscalation(Escalation other) {
        return new ContainerSpec(rootfs, args, user, capabilities, seccomp, appArmor, other, mounts, env);
    }

    /** The same with one mount more. */
    public ContainerSpec withMount(Mount mount) {
        List<Mount> more = new ArrayList<>(mounts);
        more.add(mount);
        return new ContainerSpec(rootfs, args, user, capabilities, seccomp, appArmor, escalation, more, env);
    }

    /** The same with one variable more. */
    public ContainerSpec withVariable(String name, String value) {
        List<String> more = new ArrayList<>(env);
        more.add(name + "=" + value);
        return new ContainerSpec(rootfs, args, user, capabilities, seccomp, appArmor, escalation, mounts, more);
    }
}
