package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeccompCheckTest {
    private static String profileOf(Scene scene) {
        Subject subject = scene.subject();
        return String.valueOf(subject.rulebook()
                .bundle()
                .profilesFor(subject.containers().get(0).entitlements())
                .seccomp()
                .name());
    }

    @Test
    void admitsOurProfileWithinTheGrants() {
        String name = profileOf(Scene.stored().delivered().container("app", Security.empty()));
        Scene scene =
                Scene.stored().delivered().container("app", Security.strict().seccomp("Localhost", name));

        assertThat(Lines.of(scene.findings(new SeccompCheck()))).isEmpty();
    }

    @Test
    void admitsALesserProfileOfOursOnly() {
        String lesser = profileOf(Scene.stored().delivered().container("app", Security.empty()));
        String greater =
                profileOf(Scene.stored().delivered().container("app", Security.empty(), "security.privileged"));
        Scene scene = Scene.stored()
                .delivered()
                .container("app", Security.strict().seccomp("Localhost", lesser), "security.privileged")
                .container("other", Security.strict().seccomp("Localhost", greater));

        assertThat(Lines.of(scene.findings(new SeccompCheck())))
                .containsExactly("refuse SECCOMP_NOT_GRANTED [other] spec.containers[1].securityContext.seccompProfile:"
                        + " seccomp profile `" + greater + "` is not granted | leave `seccompProfile` out, and the"
                        + " profile that fits is written");
    }

    @Test
    void refusesUnconfined() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().seccomp("Unconfined", ""))
                        .findings(new SeccompCheck())))
                .containsExactly(
                        "refuse SECCOMP_NOT_GRANTED [app] spec.containers[0].securityContext.seccompProfile: seccomp `Unconfined` is not granted | leave `seccompProfile` out, and the profile that fits is written, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsUnconfinedWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().seccomp("Unconfined", ""), "security.privileged")
                        .findings(new SeccompCheck())))
                .isEmpty();
    }

    @Test
    void refusesAbsenceInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().noSeccomp())
                        .findings(new SeccompCheck())))
                .containsExactly(
                        "refuse SECCOMP_NOT_GRANTED [app] spec.containers[0].securityContext.seccompProfile: `seccompProfile` is absent, which means unconfined, and that is not granted | declare `RuntimeDefault`, and the profile that fits is written, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void leavesAbsenceToBeWritten() {
        assertThat(Lines.of(Scene.incoming()
                        .container("app", Security.strict().noSeccomp())
                        .findings(new SeccompCheck())))
                .isEmpty();
    }

    @Test
    void admitsAbsenceOnWindows() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .container("app", Security.strict().noSeccomp())
                        .findings(new SeccompCheck())))
                .isEmpty();
    }

    @Test
    void takesThePodsProfileWhereTheContainerHasNone() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().seccomp("RuntimeDefault", ""))
                        .container("app", Security.strict().noSeccomp())
                        .findings(new SeccompCheck())))
                .isEmpty();
    }

    @Test
    void asksForThePodsProfileEvenWhereContainersOverrideIt() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().seccomp("Unconfined", ""))
                        .container("app", Security.strict())
                        .container("other", Security.strict(), "security.privileged")
                        .findings(new SeccompCheck())))
                .containsExactly(
                        "refuse SECCOMP_NOT_GRANTED [] spec.securityContext.seccompProfile: seccomp `Unconfined` is not granted to `app` | leave `seccompProfile` out, and the profile that fits is written, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesProfilesOfOthersWhateverIsPermitted() {
        assertThat(Lines.of(Scene.stored()
                        .delivered()
                        .container("app", Security.strict().seccomp("Localhost", "../x.json"), "security.privileged")
                        .findings(new SeccompCheck())))
                .containsExactly(
                        "refuse SECCOMP_NOT_GRANTED [app] spec.containers[0].securityContext.seccompProfile: seccomp profile `../x.json` is not granted | leave `seccompProfile` out, and the profile that fits is written");
    }

    @Test
    void refusesTheRuntimesDefaultWhereItIsMoreThanGranted() {
        assertThat(Lines.of(Scene.stored()
                        .delivered()
                        .container("app", Security.strict())
                        .findings(new SeccompCheck())))
                .containsExactly(
                        "refuse SECCOMP_NOT_GRANTED [app] spec.containers[0].securityContext.seccompProfile: seccomp profile `RuntimeDefault` lets through more than is granted | leave `seccompProfile` out, and the profile that fits is written");
    }

    @Test
    void admitsTheRuntimesDefaultWhereItIsWhatIsGranted() {
        assertThat(Lines.of(Scene.stored()
                        .delivered()
                        .container("app", Security.strict(), "security.baseline")
                        .findings(new SeccompCheck())))
                .isEmpty();
    }

    @Test
    void admitsTheRuntimesDefaultWhereMoreIsGranted() {
        assertThat(Lines.of(Scene.stored()
                        .delivered()
                        .container("app", Security.strict(), "security.privileged")
                        .findings(new SeccompCheck())))
                .isEmpty();
    }

    @Test
    void admitsTheRuntimesDefaultWhereNothingIsDelivered() {
        assertThat(Lines.of(Scene.stored().container("app", Security.strict()).findings(new SeccompCheck())))
                .isEmpty();
    }

    @Test
    void refusesUnknownTypes() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().seccomp("unconfined", ""), "security.baseline")
                        .findings(new SeccompCheck())))
                .containsExactly(
                        "refuse SECCOMP_NOT_GRANTED [app] spec.containers[0].securityContext.seccompProfile: seccomp profile type `unconfined` is unknown and not granted | leave `seccompProfile` out, and the profile that fits is written");
    }

    @Test
    void asksNothingOfARightlyPrivilegedContainer() {
        assertThat(Lines.of(Scene.stored()
                        .container(
                                "app",
                                Security.empty().privileged(true).seccomp("Localhost", "x"),
                                "security.privileged")
                        .findings(new SeccompCheck())))
                .isEmpty();
    }
}
