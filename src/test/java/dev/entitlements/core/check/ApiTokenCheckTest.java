package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.request.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiTokenCheckTest {
    private static Volume token(Volume.Token token) {
        return new Volume("token", List.of("projected"), null, token, List.of());
    }

    private static Volume secret(String name) {
        return new Volume("keys", List.of("secret"), null, Volume.Token.NONE, List.of(name));
    }

    @Test
    void refusesMountingTheTokenInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .flag("automountServiceAccountToken", true)
                        .container("app", Security.strict())
                        .findings(new ApiTokenCheck())))
                .containsExactly(
                        "refuse API_TOKEN_NOT_GRANTED [] spec.automountServiceAccountToken: `automountServiceAccountToken: true` is not granted | declare `automountServiceAccountToken: false`, or else: ask for `api.allow` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesAbsenceInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .flag("automountServiceAccountToken", null)
                        .container("app", Security.strict())
                        .findings(new ApiTokenCheck())))
                .containsExactly(
                        "refuse API_TOKEN_NOT_GRANTED [] spec.automountServiceAccountToken: `automountServiceAccountToken` is absent, which means true, and that is not granted | declare `automountServiceAccountToken: false`, or else: ask for `api.allow` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void leavesItToBeWritten() {
        assertThat(Lines.of(Scene.incoming()
                        .flag("automountServiceAccountToken", true)
                        .volumes(token(Volume.Token.PLUGIN))
                        .container("app", Security.strict())
                        .findings(new ApiTokenCheck())))
                .isEmpty();
    }

    @Test
    void refusesThePluginsVolumeInWhatIsStored() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(token(Volume.Token.PLUGIN))
                        .container("app", Security.strict())
                        .findings(new ApiTokenCheck())))
                .containsExactly(
                        "refuse API_TOKEN_NOT_GRANTED [app] spec.volumes[0]: a service account token in volume `token` is not granted | ask for `api.allow` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesOtherTokensAlways() {
        assertThat(Lines.of(Scene.incoming()
                        .volumes(token(Volume.Token.OTHER))
                        .container("app", Security.strict())
                        .findings(new ApiTokenCheck())))
                .containsExactly(
                        "refuse API_TOKEN_NOT_GRANTED [app] spec.volumes[0]: a service account token in volume `token` is not granted | ask for `api.allow` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void refusesThemOnWindowsToo() {
        assertThat(Lines.of(Scene.stored()
                        .windows()
                        .volumes(token(Volume.Token.OTHER))
                        .container("app", Security.strict())
                        .findings(new ApiTokenCheck())))
                .containsExactly(
                        "refuse API_TOKEN_NOT_GRANTED [app] spec.volumes[0]: a service account token in volume `token` is not granted | ask for `api.allow` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsEverythingWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .flag("automountServiceAccountToken", null)
                        .volumes(token(Volume.Token.PLUGIN), token(Volume.Token.OTHER), secret("web-token-x1"))
                        .container("app", Security.strict(), "api.allow")
                        .findings(new ApiTokenCheck())))
                .isEmpty();
    }

    @Test
    void warnsOfSecretsThatLookLikeTokens() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(secret("web-token-x1"), secret("web-tokens"))
                        .container("app", Security.strict())
                        .findings(new ApiTokenCheck())))
                .containsExactly(
                        "warn TOKEN_SECRET [app] spec.volumes[0]: Secret `web-token-x1` may hold a service account token | leave it out unless the pod needs the Kubernetes API");
    }
}
