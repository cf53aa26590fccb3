package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapabilitiesCheckTest {
    @Test
    void refusesEachExcessOnItsOwn() {
        assertThat(Lines.of(Scene.stored()
                        .container(
                                "app", Security.strict().add("NET_BIND_SERVICE", "IPC_LOCK", "CHOWN"), "network.bind")
                        .findings(new CapabilitiesCheck())))
                .containsExactly(
                        "refuse CAPABILITY_NOT_GRANTED [app] spec.containers[0].securityContext.capabilities.add[1]: capability `IPC_LOCK` is not granted | ask for `security.memory-lock` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse CAPABILITY_NOT_GRANTED [app] spec.containers[0].securityContext.capabilities.add[2]: capability `CHOWN` is not granted | ask for `security.baseline` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void seesThroughSpellings() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().add("cap_ipc_lock", " Ipc_Lock "))
                        .findings(new CapabilitiesCheck())))
                .containsExactly(
                        "refuse CAPABILITY_NOT_GRANTED [app] spec.containers[0].securityContext.capabilities.add[0]: capability `IPC_LOCK` is not granted | ask for `security.memory-lock` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse CAPABILITY_NOT_GRANTED [app] spec.containers[0].securityContext.capabilities.add[1]: capability `IPC_LOCK` is not granted | ask for `security.memory-lock` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsGrantedOnesInAnySpelling() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().add("IPC_LOCK", "CAP_IPC_LOCK"), "security.memory-lock")
                        .findings(new CapabilitiesCheck())))
                .isEmpty();
    }

    @Test
    void refusesAllUnlessAllAreGranted() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().add("all"), "security.baseline")
                        .findings(new CapabilitiesCheck())))
                .containsExactly(
                        "refuse CAPABILITY_NOT_GRANTED [app] spec.containers[0].securityContext.capabilities.add[0]: every capability (`ALL`) is not granted | add the capabilities that are needed by name, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsAllWhereAllAreGranted() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().add("ALL"), "security.privileged")
                        .findings(new CapabilitiesCheck())))
                .isEmpty();
    }

    @Test
    void suggestsTheCapabilityMeant() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().add("CAP_NET_ADMN", "quite something"))
                        .findings(new CapabilitiesCheck())))
                .containsExactly(
                        "refuse UNKNOWN_CAPABILITY [app] spec.containers[0].securityContext.capabilities.add[0]: `CAP_NET_ADMN` is no capability | did you mean `NET_ADMIN`?",
                        "refuse UNKNOWN_CAPABILITY [app] spec.containers[0].securityContext.capabilities.add[1]: `quite something` is no capability | capabilities are named as in capabilities(7), without `CAP_`");
    }

    @Test
    void keepsUnknownNamesOnOneLine() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().add("a`b\nc"))
                        .findings(new CapabilitiesCheck())))
                .containsExactly(
                        "refuse UNKNOWN_CAPABILITY [app] spec.containers[0].securityContext.capabilities.add[0]: `a?b?c` is no capability | capabilities are named as in capabilities(7), without `CAP_`");
    }

    @Test
    void countsTheDefaultOnesThatStayInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .container(
                                "app",
                                Security.strict()
                                        .drop(
                                                "net_raw",
                                                "MKNOD",
                                                "AUDIT_WRITE",
                                                "DAC_OVERRIDE",
                                                "FOWNER",
                                                "FSETID",
                                                "KILL",
                                                "SETFCAP",
                                                "SETGID",
                                                "SETPCAP",
                                                "SYS_CHROOT"),
                                "security.baseline")
                        .findings(new CapabilitiesCheck())))
                .containsExactly(
                        "refuse CAPABILITY_NOT_GRANTED [app] spec.containers[0].securityContext.capabilities.drop: the runtime's default capabilities stay unless dropped, of which `NET_BIND_SERVICE` are not granted | declare `capabilities.drop: [ALL]`, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void takesASpellingThatSomeRuntimesMissForNotDropped() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().drop("CAP_ALL"), "security.privileged")
                        .container("other", Security.strict().drop("CAP_ALL"), "security.baseline")
                        .findings(new CapabilitiesCheck())))
                .containsExactly(
                        "refuse CAPABILITY_NOT_GRANTED [other] spec.containers[1].securityContext.capabilities.drop: the runtime's default capabilities stay unless dropped, of which `AUDIT_WRITE`, `DAC_OVERRIDE`, `FOWNER`, `FSETID`, `KILL`, `MKNOD`, `NET_BIND_SERVICE`, `NET_RAW`, `SETFCAP`, `SETGID`, `SETPCAP`, `SYS_CHROOT` are not granted | declare `capabilities.drop: [ALL]`, or else: ask for `security.privileged` in the annotation `container.entitlements.dev/other`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void leavesDefaultOnesToBeDropped() {
        assertThat(Lines.of(Scene.incoming().container("app", Security.empty()).findings(new CapabilitiesCheck())))
                .isEmpty();
    }

    @Test
    void admitsWindowsWithoutDrop() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .container("app", Security.empty())
                        .findings(new CapabilitiesCheck())))
                .isEmpty();
    }

    @Test
    void asksNothingOfARightlyPrivilegedContainer() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.empty().privileged(true).add("NO_SUCH"), "security.privileged")
                        .findings(new CapabilitiesCheck())))
                .isEmpty();
    }

    @Test
    void refusesWhatAPrivilegedContainerWithoutGrantAdds() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.empty().privileged(true).add("IPC_LOCK"))
                        .findings(new CapabilitiesCheck())))
                .containsExactly(
                        "refuse CAPABILITY_NOT_GRANTED [app] spec.containers[0].securityContext.capabilities.add[0]: capability `IPC_LOCK` is not granted | ask for `security.memory-lock` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }
}
