package dev.entitlements.core.check;

import java.util.List;

/** Every check there is. */
public final class Checks {
    /** The list; each answers on its own, so the order does not matter. */
    public static final List<Check> ALL = List.of(
            new ApiTokenCheck(),
            new AppArmorCheck(),
            new CapabilitiesCheck(),
            new CapabilityEffectCheck(),
            new DevicesCheck(),
            new HostHandlersCheck(),
            new HostNamespacesCheck(),
            new HostPathCheck(),
            new HostPortsCheck(),
            new HostProcessCheck(),
            new HostUsersCheck(),
            new PrivilegeEscalationCheck(),
            new PrivilegedCheck(),
            new ProcMountCheck(),
            new RawBlockCheck(),
            new RootFilesystemCheck(),
            new RuntimeClassCheck(),
            new SeLinuxCheck(),
            new SeccompCheck(),
            new SharedProcessesCheck(),
            new SysctlsCheck(),
            new UnknownFieldsCheck(),
            new UserCheck(),
            new VolumeTypesCheck());

    private Checks() {}
}
