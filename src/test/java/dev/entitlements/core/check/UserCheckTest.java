package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserCheckTest {
    @Test
    void refusesUserAndGroupZero() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().user(0L).group(0L))
                        .findings(new UserCheck())))
                .containsExactly(
                        "refuse ROOT_USER_NOT_GRANTED [app] spec.containers[0].securityContext.runAsGroup: `runAsGroup: 0` is not granted | ask for `security.root` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse ROOT_USER_NOT_GRANTED [app] spec.containers[0].securityContext.runAsUser: `runAsUser: 0` is not granted | ask for `security.root` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void countsThePodsFieldsForContainersThatDoNotOverrideThem() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().user(0L).nonRoot(false))
                        .container("app", Security.strict())
                        .container("other", Security.strict().user(null).nonRoot(null))
                        .findings(new UserCheck())))
                .containsExactly(
                        "refuse ROOT_USER_NOT_GRANTED [other] spec.securityContext.runAsNonRoot: `runAsNonRoot: false` is not granted | ask for `security.root` in the annotation `container.entitlements.dev/other`; add it to `spec.allow` of policy `shop`",
                        "refuse ROOT_USER_NOT_GRANTED [other] spec.securityContext.runAsUser: `runAsUser: 0` is not granted | ask for `security.root` in the annotation `container.entitlements.dev/other`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void countsThePodsGroupsForEveryContainer() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().fsGroup(0L).groups(5L, 0L))
                        .container("app", Security.strict(), "security.root")
                        .container("other", Security.strict())
                        .findings(new UserCheck())))
                .containsExactly(
                        "refuse ROOT_USER_NOT_GRANTED [] spec.securityContext.fsGroup: `fsGroup: 0` is not granted to `other` | ask for `security.root` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "refuse ROOT_USER_NOT_GRANTED [] spec.securityContext.supplementalGroups: group 0 in `supplementalGroups` is not granted to `other` | ask for `security.root` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesRunAsNonRootFalse() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().nonRoot(false))
                        .findings(new UserCheck())))
                .containsExactly(
                        "refuse ROOT_USER_NOT_GRANTED [app] spec.containers[0].securityContext.runAsNonRoot: `runAsNonRoot: false` is not granted | ask for `security.root` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesAbsenceInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().nonRoot(null).user(null))
                        .findings(new UserCheck())))
                .containsExactly(
                        "refuse ROOT_USER_NOT_GRANTED [app] spec.containers[0].securityContext.runAsNonRoot: `runAsNonRoot` is absent, which means false, and that is not granted | declare `runAsNonRoot: true`, or else: ask for `security.root` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`",
                        "warn USER_NOT_DECLARED [app] spec.containers[0].securityContext.runAsUser: the container will not start if its image runs as root or names its user | declare `runAsUser` with a number other than 0");
    }

    @Test
    void refusesAbsenceOnWindowsToo() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .container("app", Security.empty())
                        .findings(new UserCheck())))
                .containsExactly(
                        "refuse ROOT_USER_NOT_GRANTED [app] spec.containers[0].securityContext.runAsNonRoot: `runAsNonRoot` is absent, which means false, and that is not granted | declare `runAsNonRoot: true`, or else: ask for `security.root` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsAbsenceBesideAnOrdinaryUser() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().nonRoot(null))
                        .findings(new UserCheck())))
                .isEmpty();
    }

    @Test
    void admitsOrdinaryNumbersOfThePod() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty()
                                .user(5L)
                                .group(5L)
                                .fsGroup(5L)
                                .groups(5L)
                                .nonRoot(true))
                        .container("app", Security.empty())
                        .findings(new UserCheck())))
                .isEmpty();
    }

    @Test
    void admitsRootWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().fsGroup(0L).groups(0L))
                        .container("app", Security.empty().user(0L).group(0L).nonRoot(false), "security.root")
                        .findings(new UserCheck())))
                .isEmpty();
    }

    @Test
    void warnsBeforeTheUserIsKnown() {
        assertThat(Lines.of(Scene.incoming().container("app", Security.empty()).findings(new UserCheck())))
                .containsExactly(
                        "warn USER_NOT_DECLARED [app] spec.containers[0].securityContext.runAsUser: the container will not start if its image runs as root or names its user | declare `runAsUser` with a number other than 0");
    }
}
