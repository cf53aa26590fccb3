package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.Documentation;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.HostPath;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.entitlement.Scope;
import dev.entitlements.core.entitlement.SeccompReference;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A catalogue of the shipped one's shape, small enough to know by heart. */
public final class SmallCatalogue {
    private static final ArgumentGrammar PATH = new ArgumentGrammar(ArgumentGrammar.Kind.PATH, List.of());
    private static final ArgumentGrammar TEXT = new ArgumentGrammar(ArgumentGrammar.Kind.STRING, List.of());
    private static final Set<Capability> USUAL = EnumSet.of(Capability.CHOWN, Capability.SETUID);

    private SmallCatalogue() {}

    /** The catalogue; runtimes allow `read` and `open` by default, the floor only `read`. */
    public static Catalogue catalogue() {
        SeccompReference reference = new SeccompReference(
                new Confinement(calls("read"), List.of()),
                new TreeMap<>(Map.of("usual", calls("open"))),
                List.of("usual"),
                Map.of(),
                List.of());
        return Catalogue.of(
                Stream.of(security(), network(), files(), host())
                        .flatMap(List::stream)
                        .toList(),
                reference);
    }

    private static List<Entitlement> security() {
        return List.of(
                floor("security.confined", "security"),
                level("security.root", "security", permits(Permission.ROOT_USER), PodSecurityLevel.BASELINE),
                including(
                        level(
                                "security.baseline",
                                "security",
                                new Grants(
                                        USUAL,
                                        Set.of(Permission.PRIVILEGE_ESCALATION, Permission.VOLUMES),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                PodSecurityLevel.BASELINE),
                        "open",
                        "security.root"),
                including(
                        level(
                                "security.privileged",
                                "security",
                                new Grants(
                                        EnumSet.allOf(Capability.class),
                                        Set.of(
                                                Permission.PRIVILEGED,
                                                Permission.UNCONFINED,
                                                Permission.UNMASKED_PROC,
                                                Permission.UNSAFE_SYSCTLS,
                                                Permission.SELINUX,
                                                Permission.HOST_PROCESS,
                                                Permission.GIT_REPO,
                                                Permission.HOST_PROBES),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                PodSecurityLevel.PRIVILEGED),
                        "mount",
                        "security.baseline"),
                level("security.memory-lock", "", capabilities(Capability.IPC_LOCK), PodSecurityLevel.PRIVILEGED));
    }

    private static List<Entitlement> network() {
        return List.of(
                floor("network.none", "network"),
                level(
                        "network.bind",
                        "network",
                        capabilities(Capability.NET_BIND_SERVICE),
                        PodSecurityLevel.RESTRICTED),
                pod("network.host", permits(Permission.HOST_NETWORK, Permission.HOST_PORTS)));
    }

    private static List<Entitlement> files() {
        return List.of(
                floor("security.fs-read-only", "rootfs"),
                level(
                        "security.fs-write",
                        "rootfs",
                        permits(Permission.WRITABLE_ROOT_FILESYSTEM),
                        PodSecurityLevel.RESTRICTED),
                argued("host.files.view", PATH, path(HostPath.Access.VIEW)),
                argued("host.files.admin", PATH, path(HostPath.Access.ADMIN)),
                argued("host.devices.use", TEXT, new Grants(Set.of(), Set.of(), List.of(), argument(), List.of())),
                level(
                        "host.devices.admin",
                        "",
                        permits(Permission.DEVICES, Permission.RAW_BLOCK),
                        PodSecurityLevel.PRIVILEGED));
    }

    private static List<Entitlement> host() {
        return List.of(
                pod("host.processes.admin", permits(Permission.HOST_PID)),
                pod("host.ipc.admin", permits(Permission.HOST_IPC)),
                pod("host.users.admin", permits(Permission.HOST_USERS)),
                pod("api.allow", permits(Permission.API_TOKEN)),
                inPod(argued(
                        "sandbox.runtime", TEXT, new Grants(Set.of(), Set.of(), List.of(), List.of(), argument()))));
    }

    private static Grants permits(Permission... permissions) {
        return new Grants(Set.of(), Set.of(permissions), List.of(), List.of(), List.of());
    }

    private static Grants capabilities(Capability... capabilities) {
        return new Grants(Set.of(capabilities), Set.of(), List.of(), List.of(), List.of());
    }

    private static Grants path(HostPath.Access access) {
        return new Grants(Set.of(), Set.of(), List.of(new HostPath(Grants.ARGUMENT, access)), List.of(), List.of());
    }

    private static List<String> argument() {
        return List.of(Grants.ARGUMENT);
    }

    private static SyscallSet calls(String... names) {
        return new SyscallSet(Stream.of(names).map(SyscallRule::always).toList());
    }

    private static Entitlement floor(String name, String domain) {
        Entitlement level = level(name, domain, Grants.NONE, PodSecurityLevel.RESTRICTED);
        return new Entitlement(
                level.id(),
                domain,
                true,
                Scope.CONTAINER,
                false,
                ArgumentGrammar.NONE,
                List.of(),
                Grants.NONE,
                Confinement.NONE,
                level.podSecurityLevel(),
                level.documentation());
    }

    private static Entitlement level(String name, String domain, Grants grants, PodSecurityLevel level) {
        return new Entitlement(
                new EntitlementId(name, ""),
                domain,
                false,
                Scope.CONTAINER,
                false,
                ArgumentGrammar.NONE,
                List.of(),
                grants,
                Confinement.NONE,
                level,
                new Documentation("", "", ""));
    }

    private static Entitlement pod(String name, Grants grants) {
        return inPod(level(name, "", grants, PodSecurityLevel.PRIVILEGED));
    }

    private static Entitlement inPod(Entitlement of) {
        return new Entitlement(
                of.id(),
                of.domain(),
                false,
                Scope.POD,
                false,
                of.argument(),
                List.of(),
                of.grants(),
                Confinement.NONE,
                of.podSecurityLevel(),
                of.documentation());
    }

    private static Entitlement argued(String name, ArgumentGrammar argument, Grants grants) {
        return new Entitlement(
                new EntitlementId(name, ""),
                "",
                false,
                Scope.CONTAINER,
                true,
                argument,
                List.of(),
                grants,
                Confinement.NONE,
                PodSecurityLevel.PRIVILEGED,
                new Documentation("", "", ""));
    }

    private static Entitlement including(Entitlement of, String call, String included) {
        return new Entitlement(
                of.id(),
                of.domain(),
                false,
                of.scope(),
                false,
                of.argument(),
                List.of(new EntitlementId(included, "")),
                of.grants(),
                new Confinement(calls(call), List.of()),
                of.podSecurityLevel(),
                of.documentation());
    }
}
