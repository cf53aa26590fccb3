package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapabilityEffectCheckTest {
    @Test
    void warnsOfUnknownNamesInDrop() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().drop("ALL", "cap_net_raw", "NET_RAWW"))
                        .findings(new CapabilityEffectCheck())))
                .containsExactly(
                        "warn NO_EFFECT [app] spec.containers[0].securityContext.capabilities.drop[2]: `NET_RAWW` is no capability, so nothing is dropped | did you mean `NET_RAW`?");
    }

    @Test
    void warnsOfCapabilitiesOfAnOrdinaryUser() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict(), "network.bind", "security.memory-lock")
                        .findings(new CapabilityEffectCheck())))
                .containsExactly(
                        "warn INERT_CAPABILITIES [app] spec.containers[0].securityContext.capabilities: a process that does not run as root makes nothing of `IPC_LOCK`, `NET_BIND_SERVICE` | give the programs it runs file capabilities, or ask for a level that permits root");
    }

    @Test
    void warnsOfCapabilitiesWhereOnlyAnImageCouldSayRoot() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.empty(), "network.bind")
                        .findings(new CapabilityEffectCheck())))
                .containsExactly(
                        "warn INERT_CAPABILITIES [app] spec.containers[0].securityContext.capabilities: a process that does not run as root makes nothing of `NET_BIND_SERVICE` | give the programs it runs file capabilities, or ask for a level that permits root");
    }

    @Test
    void isSilentWhereTheContainerMayBeRoot() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.empty(), "security.baseline")
                        .findings(new CapabilityEffectCheck())))
                .isEmpty();
    }

    @Test
    void isSilentWithoutCapabilities() {
        assertThat(Lines.of(Scene.stored().container("app", Security.strict()).findings(new CapabilityEffectCheck())))
                .isEmpty();
    }
}
