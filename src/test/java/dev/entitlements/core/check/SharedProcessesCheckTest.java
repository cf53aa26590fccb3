package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.request.ContainerType;
import org.junit.jupiter.api.Test;

class SharedProcessesCheckTest {
    @Test
    void refusesReachingForGrantsOfAnother() {
        assertThat(Lines.of(Scene.stored()
                        .flag("shareProcessNamespace", true)
                        .container("app", Security.strict(), "security.memory-lock")
                        .container("other", Security.strict())
                        .findings(new SharedProcessesCheck())))
                .containsExactly(
                        "refuse SHARED_PROCESSES_NOT_GRANTED [other] spec.shareProcessNamespace: processes are shared with container `app`, whose `security.memory-lock` is not allowed here | leave `shareProcessNamespace` out, or else: add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesEachOfTwoThatWantWhatTheOtherHas() {
        assertThat(Lines.of(Scene.stored()
                        .flag("shareProcessNamespace", true)
                        .container("app", Security.strict(), "security.memory-lock")
                        .container("other", Security.strict(), "security.fs-write")
                        .findings(new SharedProcessesCheck())))
                .containsExactly(
                        "refuse SHARED_PROCESSES_NOT_GRANTED [app] spec.shareProcessNamespace: processes are shared with container `other`, whose `security.fs-write` is not allowed here | leave `shareProcessNamespace` out, or else: add it to `spec.allow` of policy `shop`",
                        "refuse SHARED_PROCESSES_NOT_GRANTED [other] spec.shareProcessNamespace: processes are shared with container `app`, whose `security.memory-lock` is not allowed here | leave `shareProcessNamespace` out, or else: add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsWhatPoliciesAllowAnyway() {
        assertThat(Lines.of(Scene.stored()
                        .flag("shareProcessNamespace", true)
                        .allow("security.memory-lock")
                        .container("app", Security.strict(), "security.memory-lock")
                        .container("other", Security.strict())
                        .findings(new SharedProcessesCheck())))
                .isEmpty();
    }

    @Test
    void admitsWhatIsHeldUnderAnotherName() {
        assertThat(Lines.of(Scene.stored()
                        .flag("shareProcessNamespace", true)
                        .container("app", Security.strict(), "security.root", "security.memory-lock")
                        .container("other", Security.strict(), "security.root", "security.memory-lock")
                        .findings(new SharedProcessesCheck())))
                .isEmpty();
    }

    @Test
    void refusesSystemCallsOfAnother() {
        assertThat(Lines.of(Scene.stored()
                        .flag("shareProcessNamespace", true)
                        .allow("security.privileged")
                        .container("app", Security.strict(), "security.root")
                        .container("other", Security.strict(), "security.baseline")
                        .findings(new SharedProcessesCheck())))
                .containsExactly(
                        "refuse SHARED_PROCESSES_NOT_GRANTED [app] spec.shareProcessNamespace: processes are shared with container `other`, whose `security.baseline` is not allowed here | leave `shareProcessNamespace` out, or else: add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsAPodOfOneContainer() {
        assertThat(Lines.of(Scene.stored()
                        .flag("shareProcessNamespace", true)
                        .container("app", Security.strict(), "security.privileged")
                        .findings(new SharedProcessesCheck())))
                .isEmpty();
    }

    @Test
    void isSilentWhereNothingIsShared() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict(), "security.memory-lock")
                        .container("other", Security.strict())
                        .findings(new SharedProcessesCheck())))
                .isEmpty();
    }

    @Test
    void warnsWhereAnEphemeralContainerJoinsAnother() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict(), "security.memory-lock")
                        .container(Box.of("debug", Security.strict())
                                .type(ContainerType.EPHEMERAL)
                                .target("app"))
                        .findings(new SharedProcessesCheck())))
                .containsExactly(
                        "warn SHARED_PROCESSES_NOT_GRANTED [debug] spec.ephemeralContainers[0].targetContainerName: processes are shared with container `app`, whose `security.memory-lock` is not allowed here | leave `targetContainerName` out unless its processes are to be debugged");
    }

    @Test
    void isSilentWhereItMayHaveAsMuch() {
        assertThat(Lines.of(Scene.stored()
                        .ephemeral("security.memory-lock")
                        .container("app", Security.strict(), "security.memory-lock")
                        .container(Box.of("debug", Security.strict())
                                .type(ContainerType.EPHEMERAL)
                                .target("app"))
                        .findings(new SharedProcessesCheck())))
                .isEmpty();
    }
}
