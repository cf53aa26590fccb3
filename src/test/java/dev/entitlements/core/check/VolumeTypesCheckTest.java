package dev.entitlements.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.request.Mount;
import dev.entitlements.core.request.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeTypesCheckTest {
    private static Volume volume(String... sources) {
        return new Volume("data", List.of(sources), null, Volume.Token.NONE, List.of());
    }

    private static Mount mount() {
        return new Mount("data", "/data", null, "", "");
    }

    @Test
    void admitsTheTypesOfTheRestrictedLevel() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(
                                volume("configMap"),
                                volume("csi"),
                                volume("downwardAPI"),
                                volume("emptyDir"),
                                volume("ephemeral"),
                                volume("image"),
                                volume("persistentVolumeClaim"),
                                volume("projected"),
                                volume("secret"),
                                volume())
                        .container("app", Security.strict())
                        .findings(new VolumeTypesCheck())))
                .isEmpty();
    }

    @Test
    void refusesOlderTypes() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(volume("nfs"))
                        .container("app", Security.strict())
                        .findings(new VolumeTypesCheck())))
                .containsExactly(
                        "refuse VOLUME_TYPE_NOT_GRANTED [app] spec.volumes[0].nfs: volume type `nfs` is not granted | ask for `security.baseline` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsOlderTypesWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(volume("nfs"), volume("flexVolume"))
                        .container("app", Security.strict(), "security.baseline")
                        .findings(new VolumeTypesCheck())))
                .isEmpty();
    }

    @Test
    void refusesGitRepoBelowItsOwnPermission() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(volume("gitRepo"))
                        .container("app", Security.strict(), "security.baseline")
                        .findings(new VolumeTypesCheck())))
                .containsExactly(
                        "refuse VOLUME_TYPE_NOT_GRANTED [app] spec.volumes[0].gitRepo: volume type `gitRepo` is not granted | ask for `security.privileged` in the annotation `entitlements.dev/pod`; add it to `spec.allow` of policy `shop`");
    }

    @Test
    void admitsGitRepoWherePermitted() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(volume("gitRepo"))
                        .container("app", Security.strict(), "security.privileged")
                        .findings(new VolumeTypesCheck())))
                .isEmpty();
    }

    @Test
    void refusesUnknownTypesWhateverIsPermitted() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(volume("hostpath"))
                        .container("app", Security.strict(), "security.privileged")
                        .findings(new VolumeTypesCheck())))
                .containsExactly(
                        "refuse VOLUME_TYPE_NOT_GRANTED [app] spec.volumes[0]: volume type `hostpath` is unknown | give the volume one source of a known type");
    }

    @Test
    void refusesSeveralSourcesWhateverIsPermitted() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(volume("emptyDir", "nfs"))
                        .container("app", Security.strict(), "security.privileged")
                        .findings(new VolumeTypesCheck())))
                .containsExactly(
                        "refuse VOLUME_TYPE_NOT_GRANTED [app] spec.volumes[0]: volume `data` has more than one source: `emptyDir`, `nfs` | give the volume one source of a known type");
    }

    @Test
    void asksOnlyTheContainersThatMountIt() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(volume("nfs"))
                        .container(Box.of("app", Security.strict()).mounts(mount()), "security.baseline")
                        .container("other", Security.strict())
                        .findings(new VolumeTypesCheck())))
                .isEmpty();
    }

    @Test
    void asksEveryContainerWhereNoneMountsIt() {
        assertThat(Lines.of(Scene.stored()
                        .volumes(volume("nfs"))
                        .container("app", Security.strict(), "security.baseline")
                        .container("other", Security.strict())
                        .findings(new VolumeTypesCheck())))
                .containsExactly(
                        "refuse VOLUME_TYPE_NOT_GRANTED [other] spec.volumes[0].nfs: volume type `nfs` is not granted | ask for `security.baseline` in the annotation `container.entitlements.dev/other`; add it to `spec.allow` of policy `shop`");
    }
}
