package dev.entitlements.codec.profile;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static dev.entitlements.shipped.ShippedCatalogue.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.bundle.AppArmorModel;
import dev.entitlements.core.bundle.Bundle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written for AppArmor, and what its patterns let through. */
class AppArmorTextTest {
    @Test
    void writesACompleteProfile() {
        AppArmorModel model = new AppArmorModel(List.of("network inet", "/ r", "capability chown"));

        String text = AppArmorText.write(model, "entitlements-1f3a");

        assertThat(text).isEqualTo("""
                abi <abi/3.0>,

                profile entitlements-1f3a flags=(attach_disconnected, mediate_deleted) {
                  / r,
                  capability chown,
                  network inet,
                }
                """);
    }

    @Test
    void aRuleWithoutFurtherWordsTakesThePlaceOfNarrowerOnes() {
        AppArmorModel model = new AppArmorModel(List.of("network inet", "network unix", "network", "/ r", "/ rw"));

        assertThat(model.rules()).containsExactly("/ r", "/ rw", "network");
    }

    @ParameterizedTest
    @CsvSource({
        "network.none, network unix",
        "network.user, network inet;network inet6;network netlink dgram;network netlink raw;network unix",
        "network.bind, network inet;network inet6;network netlink dgram;network netlink raw;network unix",
        "network.baseline, network",
        "network.admin, network"
    })
    void levelsOfTheNetworkAllowTheirFamiliesOnly(String level, String rules) {
        List<String> network =
                rules(level).stream().filter(rule -> rule.startsWith("network")).toList();

        assertThat(network).containsExactly(rules.split(";"));
    }

    @Test
    void everyCapabilityHasItsLine() {
        assertThat(rules("security.debug")).contains("capability perfmon", "capability sys_ptrace");
        assertThat(rules("network.bind")).contains("capability net_bind_service");
        assertThat(rules("network.user")).noneMatch(rule -> rule.startsWith("capability"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, r, true",
        "/, x, false",
        "/etc/passwd, r, true",
        "/tmp/x, w, true",
        "/srv/data/x, w, true",
        "/prod/x, w, true",
        "/processes, w, true",
        "/p, w, true",
        "/system/x, w, true",
        "/sys2/x, w, true",
        "/usr/bin/python3, x, true",
        "/proc/1/status, r, true",
        "/proc/1/, r, true",
        "/proc/12/oom_score_adj, w, true",
        "/proc/meminfo, r, true",
        "/proc/sys/kernel/osrelease, r, true",
        "/proc/sys/kernel/core_pattern, w, false",
        "/proc/sys/net/ipv4/ip_forward, w, false",
        "/proc/sysrq-trigger, w, false",
        "/proc/kcore, r, false",
        "/proc/kallsyms, r, true",
        "/proc/irq/1/smp_affinity, w, false",
        "/proc/1/exe, x, false",
        "/sys/, r, true",
        "/sys/fs/cgroup/memory.max, r, true",
        "/sys/fs/cgroup/memory.max, w, false",
        "/sys/kernel/mm/transparent_hugepage/enabled, r, true",
        "/sys/kernel/mm/transparent_hugepage/enabled, w, false",
        "/sys/kernel/security/apparmor/profiles, r, false",
        "/sys/kernel/uevent_helper, w, false",
        "/sys/kernel/slab/x, r, true",
        "/sys/firmware/efi/efivars/x, r, false",
        "/sys/devices/system/cpu/online, r, true",
        "/sys/devices/virtual/net/lo/mtu, r, true",
        "/sys/devices/virtual/powercap/intel-rapl/x, r, false",
        "/sys/devices/virtual/ppp/x, r, true",
        "/sys/devices/vio/x, r, true",
        "/sys/dev/block/8:0, r, true",
        "/sys/class/net/, r, true",
        "/sys/kernel/, r, true",
        "/sys/devices/virtual/, r, true"
    })
    void floorReachesFilesOutsideOfTheKernelsOwn(String path, char access, boolean allowed) {
        assertThat(FilePattern.allows(rules("network.none"), path, access)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "/, x, true",
        "/sys/fs/cgroup/x/memory.max, w, true",
        "/sys/fs/bpf/x, w, false",
        "/proc/sys/kernel/shmmax, w, true",
        "/proc/sys/kernel/core_pattern, w, false",
        "/proc/kcore, r, false"
    })
    void baselineReachesWhatRuntimesAllow(String path, char access, boolean allowed) {
        assertThat(FilePattern.allows(rules("security.baseline"), path, access)).isEqualTo(allowed);
    }

    private static List<String> rules(String name) {
        return Bundle.modelFor(CATALOGUE, ids(name)).appArmor().rules();
    }
}
