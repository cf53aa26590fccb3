package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AppArmorCheckTest {
    @Test
    void admitsOurProfileWithinTheGrants() {
        Subject subject =
                Scene.stored().delivered().container("app", Security.empty()).subject();
        String name = String.valueOf(
                subject.rulebook().bundle().profilesFor(List.of()).appArmor().name());
        Scene scene =
                Scene.stored().delivered().container("app", Security.strict().appArmor("Localhost", name));

        assertThat(Lines.of(scene.findings(new AppArmorCheck()))).isEmpty();
    }

    @Test
    void refusesUnconfined() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict().appArmor("Unconfined", ""))
                        .findings(new AppArmorCheck())))
                .containsExactly(
                        "refuse APPARMOR_NOT_GRANTED [app] spec.containers[0].securityContext.appArmorProfile: AppArmor `Unconfined` is not granted | leave `appArmorProfile` out, and the profile that fits is written, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesUnconfinedByAnnotation() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict()).appArmor("unconfined"))
                        .findings(new AppArmorCheck())))
                .containsExactly(
                        "refuse APPARMOR_NOT_GRANTED [app] metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]: AppArmor `Unconfined` is not granted | leave `appArmorProfile` out, and the profile that fits is written, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesUnconfinedOfThePod() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().appArmor("Unconfined", ""))
                        .container("app", Security.strict())
                        .findings(new AppArmorCheck())))
                .containsExactly(
                        "refuse APPARMOR_NOT_GRANTED [] spec.securityContext.appArmorProfile: AppArmor `Unconfined` is not granted | leave `appArmorProfile` out, and the profile that fits is written, or else: ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsUnconfinedWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().appArmor("Unconfined", ""))
                        .container(
                                Box.of("app", Security.strict().appArmor("Unconfined", ""))
                                        .appArmor("unconfined"),
                                "security.privileged")
                        .findings(new AppArmorCheck())))
                .isEmpty();
    }

    @Test
    void refusesAnAnnotationThatContradictsTheField() {
        assertThat(Lines.of(Scene.stored()
                        .container(
                                Box.of("app", Security.strict().appArmor("RuntimeDefault", ""))
                                        .appArmor("unconfined"),
                                "security.privileged")
                        .findings(new AppArmorCheck())))
                .containsExactly(
                        "refuse APPARMOR_NOT_GRANTED [app] metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]: AppArmor annotation `unconfined` contradicts `appArmorProfile` | remove the annotation");
    }

    @Test
    void letsTheAnnotationGoBeforeThePod() {
        assertThat(Lines.of(Scene.stored()
                        .pod(Security.empty().appArmor("RuntimeDefault", ""))
                        .container(Box.of("app", Security.strict()).appArmor("localhost/theirs"))
                        .findings(new AppArmorCheck())))
                .containsExactly(
                        "refuse APPARMOR_NOT_GRANTED [app] metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]: AppArmor profile `theirs` is not granted | leave `appArmorProfile` out, and the profile that fits is written");
    }

    @Test
    void refusesUnknownAnnotations() {
        assertThat(Lines.of(Scene.stored()
                        .container(Box.of("app", Security.strict()).appArmor("docker-default"), "security.privileged")
                        .findings(new AppArmorCheck())))
                .containsExactly(
                        "refuse APPARMOR_NOT_GRANTED [app] metadata.annotations[container.apparmor.security.beta.kubernetes.io/app]: AppArmor profile type `docker-default` is unknown and not granted | leave `appArmorProfile` out, and the profile that fits is written");
    }

    @Test
    void refusesAbsenceInWhatIsStoredWhereOursIsTighter() {
        assertThat(Lines.of(Scene.stored()
                        .delivered()
                        .container("app", Security.strict())
                        .findings(new AppArmorCheck())))
                .containsExactly(
                        "refuse APPARMOR_NOT_GRANTED [app] spec.containers[0].securityContext.appArmorProfile: `appArmorProfile` is absent, which means the runtime's, and that lets through more than is granted | see that the mutating webhook writes the profile that fits and nothing removes it");
    }

    @Test
    void refusesTheRuntimesDefaultWhereOursIsTighter() {
        assertThat(Lines.of(Scene.stored()
                        .delivered()
                        .pod(Security.empty().appArmor("RuntimeDefault", ""))
                        .container("app", Security.strict())
                        .container(Box.of("other", Security.strict()).appArmor("runtime/default"))
                        .findings(new AppArmorCheck())))
                .containsExactly(
                        "refuse APPARMOR_NOT_GRANTED [app] spec.containers[0].securityContext.appArmorProfile: AppArmor profile `RuntimeDefault` lets through more than is granted | leave `appArmorProfile` out, and the profile that fits is written",
                        "refuse APPARMOR_NOT_GRANTED [other] metadata.annotations[container.apparmor.security.beta.kubernetes.io/other]: AppArmor profile `RuntimeDefault` lets through more than is granted | leave `appArmorProfile` out, and the profile that fits is written");
    }

    @Test
    void leavesAbsenceToBeWritten() {
        assertThat(Lines.of(Scene.incoming()
                        .delivered()
                        .container("app", Security.strict())
                        .findings(new AppArmorCheck())))
                .isEmpty();
    }

    @Test
    void admitsAbsenceAndDefaultWhereNoneIsDelivered() {
        assertThat(Lines.of(Scene.stored()
                        .container("app", Security.strict())
                        .container("other", Security.strict().appArmor("RuntimeDefault", ""))
                        .findings(new AppArmorCheck())))
                .isEmpty();
    }

    @Test
    void admitsAbsenceOnWindows() {
        assertThat(Lines.of(Scene.stored()
                        .delivered()
                        .windows()
                        .container("app", Security.empty())
                        .findings(new AppArmorCheck())))
                .isEmpty();
    }

    @Test
    void asksNothingOfARightlyPrivilegedContainer() {
        assertThat(Lines.of(Scene.stored()
                        .delivered()
                        .container("app", Security.empty().privileged(true), "security.privileged")
                        .findings(new AppArmorCheck())))
                .isEmpty();
    }
}
