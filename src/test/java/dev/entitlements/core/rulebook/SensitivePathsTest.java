package dev.entitlements.core.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitivePathsTest {
    static final Iterable<String> ALL = SensitivePaths.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void takesExactlyThatPathToReachASensitiveOne(String sensitive) {
        assertThat(SensitivePaths.permits(sensitive, sensitive)).isTrue();
        assertThat(SensitivePaths.permits("", sensitive)).isFalse();
        assertThat(sensitive.equals("/") || !SensitivePaths.permits("/", sensitive))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/shadow",
                "/etc/cron.d",
                "/usr/bin",
                "/bin/sh",
                "/sbin/init",
                "/lib/systemd",
                "/lib64/ld-linux-x86-64.so.2",
                "/home/admin/.ssh",
                "/var/home/admin/.ssh",
                "/root/.ssh",
                "/boot/grub",
                "/opt/cni/bin",
                "/opt/agent/bin",
                "/var/spool/cron",
                "/var/lib/kubelet/pods",
                "/var/lib/rancher/k3s/server/token",
                "/run/containerd/containerd.sock",
                "/var/run/docker.sock",
                "/dev/sda",
                "/proc/1/root",
                "/sys/kernel"
            })
    void takesAPatternAtOrBelowForWhatMakesTheNodeRoot(String wanted) {
        assertThat(SensitivePaths.permits("", wanted)).isFalse();
        assertThat(SensitivePaths.permits("/", wanted)).isFalse();
        assertThat(SensitivePaths.permits(wanted, wanted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/log", "/var/log/pods", "/var/lib/app", "/mnt", "/data", "/srv/files", "/etcetera"})
    void leavesOrdinaryPathsToAnyPattern(String wanted) {
        assertThat(SensitivePaths.permits("", wanted)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/etc, /etc/hosts, true", "/etc, /etc/kubernetes, false", "/etc, /etc/kubernetes/pki, false"})
    void reachesDownToTheNextSensitivePathOnly(String pattern, String wanted, boolean permitted) {
        assertThat(SensitivePaths.permits(pattern, wanted)).isEqualTo(permitted);
    }

    @Test
    void letsNobodyReachFromAbove() {
        assertThat(SensitivePaths.permits("/var", "/var/lib")).isFalse();
    }
}
