package dev.entitlements.codec.pod;

import static dev.entitlements.codec.pod.Settings.container;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting;
import dev.entitlements.core.settings.PodSettings;
import dev.entitlements.core.settings.ProfileName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodPatchTest {
    private static final String OURS = "'metadata':{'annotations':{'entitlements.dev/granted':"
            + "'{\\\"app\\\":[\\\"network.user\\\"]}','entitlements.dev/revision':'sha256:1'},"
            + "'labels':{'entitlements.dev/network':'user'}}";

    @Test
    void makesMetadataWhereThereIsNone() {
        assertThat(operations(Trees.pod(""), Settings.pod(container("app", Settings.NOTHING))))
                .containsExactly("add /metadata {'annotations':{'entitlements.dev/granted':"
                        + "'{\\'app\\':[\\'network.user\\']}','entitlements.dev/revision':'sha256:1'},"
                        + "'labels':{'entitlements.dev/network':'user'}}");
    }

    @Test
    void fillsNullAndMissingMapsAndOverwritesWhatTheAuthorWrote() {
        JsonNode pod =
                Trees.tree("{'metadata':{'annotations':{'entitlements.dev/granted':'all','a':'b'},'labels':null},"
                        + "'spec':{'containers':[{'name':'app'}]}}");

        assertThat(operations(pod, Settings.pod(container("app", Settings.NOTHING))))
                .containsExactly(
                        "replace /metadata/annotations/entitlements.dev~1granted '{\\'app\\':[\\'network.user\\']}'",
                        "add /metadata/annotations/entitlements.dev~1revision 'sha256:1'",
                        "replace /metadata/labels {'entitlements.dev/network':'user'}");
    }

    @Test
    void sortsContainersAndQuotesArgumentsInGranted() {
        JsonNode pod = Trees.tree("{'spec':{'containers':[{'name':'b'},{'name':'a'}]}}");
        ContainerSettings quoted = new ContainerSettings(
                "a",
                List.of(new EntitlementId("host.files.view", "/a\"\\b"), new EntitlementId("network.user", "")),
                Set.of(),
                Settings.NOTHING,
                List.of(),
                List.of(),
                List.of(),
                "",
                "");

        ArrayNode patch = patch(pod, Settings.pod(container("b", Settings.NOTHING), quoted))
                .tree();

        assertThat(patch.path(0)
                        .path("value")
                        .path("annotations")
                        .path("entitlements.dev/granted")
                        .asText())
                .isEqualTo("{\"a\":[\"host.files.view=/a\\\"\\\\b\",\"network.user\"],\"b\":[\"network.user\"]}");
    }

    @Test
    void writesNoLabelWhereThereIsNoNetworkLevel() {
        PodSettings settings = new PodSettings(
                List.of(container("app", Settings.NOTHING)),
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                "",
                "r");

        assertThat(patch(Trees.pod(""), settings).tree().path(0).path("value").has("labels"))
                .isFalse();
    }

    @Test
    void writesPodLevelFieldsAndRemovesWhatIsStripped() {
        JsonNode pod = Trees.tree("{" + OURS + ",'spec':{'hostNetwork':true,'hostPID':null,'hostUsers':true,"
                + "'securityContext':{'seccompProfile':{'type':'Unconfined'},'fsGroup':1},"
                + "'containers':[{'name':'app'}]}}");
        PodSettings settings = new PodSettings(
                List.of(container("app", Settings.NOTHING)),
                false,
                List.of(),
                "kata",
                false,
                List.of("hostIPC", "hostNetwork", "hostPID"),
                List.of("appArmorProfile", "seccompProfile"),
                "user",
                "sha256:1");

        assertThat(operations(pod, settings))
                .containsExactly(
                        "add /spec/automountServiceAccountToken false",
                        "add /spec/runtimeClassName 'kata'",
                        "replace /spec/hostUsers false",
                        "remove /spec/hostNetwork ",
                        "remove /spec/securityContext/seccompProfile ");
    }

    @Test
    void removesTokenVolumesAndTheirMountsFromTheEnd() {
        JsonNode pod = Trees.tree("{" + OURS + ",'spec':{'volumes':[{'name':'t'},{'name':'v'},{'name':'u'}],"
                + "'initContainers':[{'name':'init','volumeMounts':[{'name':'u','mountPath':'/u'}]}],"
                + "'containers':[{'name':'app','volumeMounts':[{'name':'t','mountPath':'/t'},"
                + "{'name':'v','mountPath':'/v'},{'name':'t','mountPath':'/w'}]}]}}");
        PodSettings settings = Settings.tokens(
                false, List.of("t", "u"), container("app", Settings.NOTHING), container("init", Settings.NOTHING));

        assertThat(operations(pod, settings).stream().filter(operation -> operation.startsWith("remove")))
                .containsExactly(
                        "remove /spec/containers/0/volumeMounts/2 ",
                        "remove /spec/containers/0/volumeMounts/0 ",
                        "remove /spec/initContainers/0/volumeMounts/0 ",
                        "remove /spec/volumes/2 ",
                        "remove /spec/volumes/0 ");
    }

    @Test
    void makesMountsReadOnlyAndStripsHostPorts() {
        JsonNode pod =
                Trees.tree("{" + OURS.replace("\\\"network.user\\\"", "") + ",'spec':{'containers':[{'name':'app',"
                        + "'volumeMounts':[{'name':'a'},{'name':'b','readOnly':false},{'name':'c','readOnly':true,"
                        + "'recursiveReadOnly':'Enabled'},{'name':'d','recursiveReadOnly':'Disabled'}],"
                        + "'ports':[{'hostPort':80},{'hostPort':81}]}]}}");

        assertThat(operations(pod, Settings.pod(Settings.mounts(List.of(1, 2), List.of(0, 2, 3), List.of(1)))))
                .containsExactly(
                        "replace /spec/containers/0/volumeMounts/1/readOnly true",
                        "add /spec/containers/0/volumeMounts/0/readOnly true",
                        "add /spec/containers/0/volumeMounts/0/recursiveReadOnly 'IfPossible'",
                        "add /spec/containers/0/volumeMounts/3/readOnly true",
                        "replace /spec/containers/0/volumeMounts/3/recursiveReadOnly 'IfPossible'",
                        "remove /spec/containers/0/ports/1/hostPort ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'stdin':false", "'future':{'a':1.10}"})
    void writesNothingIntoItsOwnOutput(String more) {
        JsonNode pod = Trees.tree("{'spec':{'containers':[{'name':'app'," + more + "}]}}");
        PodSettings settings = Settings.pod(container("app", ContainerPatchTest.EVERYTHING));

        JsonNode patched = patch(pod, settings).apply(pod);

        assertThat(patch(patched, settings).operations()).isEmpty();
    }

    @Test
    void keepsUnknownFieldsAndNumbersAsTheyAre() {
        JsonNode pod = Trees.tree("{'metadata':{'generateName':'web-','x':1.10},'spec':{'containers':[{'name':'app',"
                + "'future':{'a':[100000000000000000000000,null]},'securityContext':{'later':{'b':1e3}}}]}}");
        PodSettings settings = Settings.pod(container("app", ContainerPatchTest.EVERYTHING));

        String patched = patch(pod, settings).apply(pod).toString();

        assertThat(patched)
                .contains("\"x\":1.10", "\"future\":{\"a\":[100000000000000000000000,null]}", "\"later\":{\"b\":1E+3}");
    }

    @Test
    void patchesOnlyNewEphemeralContainersThroughTheirSubresource() {
        JsonNode present = Trees.pod("'ephemeralContainers':[{'name':'old'}]");
        JsonNode pod = Trees.pod("'hostUsers':true,'ephemeralContainers':[{'name':'old'},{'name':'new'}]");
        AppArmorSetting profile = AppArmorSetting.write(new ProfileName("entitlements-1"));
        ContainerSettings.SecuritySettings write =
                new ContainerSettings.SecuritySettings(null, null, profile, null, false, null, null);
        PodSettings settings = new PodSettings(
                List.of(container("app", write), container("old", write), container("new", write)),
                false,
                List.of("t"),
                "kata",
                false,
                List.of("hostUsers"),
                List.of(),
                "user",
                "sha256:1");

        Patch patch = PodPatch.writeEphemeral(pod, present, Trees.read(pod).containers(), settings);

        assertThat(ContainerPatchTest.lines(patch))
                .containsExactly("add /spec/ephemeralContainers/1/securityContext "
                        + "{'appArmorProfile':{'type':'Localhost','localhostProfile':'entitlements-1'},"
                        + "'allowPrivilegeEscalation':false}");
    }

    private static List<String> operations(JsonNode pod, PodSettings settings) {
        return ContainerPatchTest.lines(patch(pod, settings));
    }

    private static Patch patch(JsonNode pod, PodSettings settings) {
        return Patches.write(pod, Trees.read(pod).containers(), settings);
    }
}
