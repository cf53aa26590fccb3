package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting;
import dev.entitlements.core.settings.ContainerSettings.CapabilitySettings;
import dev.entitlements.core.settings.ContainerSettings.SecuritySettings;
import dev.entitlements.core.settings.ProfileName;
import dev.entitlements.core.settings.ProfileSetting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerPatchTest {
    private static final ProfileName SECCOMP = new ProfileName("entitlements/1f3a.json");
    private static final ProfileName APPARMOR = new ProfileName("entitlements-9c2e");
    private static final String BETA = "container.apparmor.security.beta.kubernetes.io/";

    /** Every field has a value. */
    static final SecuritySettings EVERYTHING = new SecuritySettings(
            new CapabilitySettings(List.of("CHOWN", "KILL"), List.of("ALL", "NET_RAW")),
            new ProfileSetting(SECCOMP),
            AppArmorSetting.write(APPARMOR),
            false,
            false,
            true,
            true);

    private static final String WHOLE = "{'capabilities':{'add':['CHOWN','KILL'],'drop':['ALL','NET_RAW']},"
            + "'seccompProfile':{'type':'Localhost','localhostProfile':'entitlements/1f3a.json'},"
            + "'appArmorProfile':{'type':'Localhost','localhostProfile':'entitlements-9c2e'},"
            + "'privileged':false,'allowPrivilegeEscalation':false,'readOnlyRootFilesystem':true,"
            + "'runAsNonRoot':true}";

    @Test
    void writesOneObjectWhereThereIsNone() {
        assertThat(operations("'stdin':true", EVERYTHING))
                .containsExactly("add /spec/containers/0/securityContext " + WHOLE);
    }

    @Test
    void replacesNull() {
        assertThat(operations("'securityContext':null", EVERYTHING))
                .containsExactly("replace /spec/containers/0/securityContext " + WHOLE);
    }

    @Test
    void writesFieldByFieldWhereThereIsAnObject() {
        assertThat(operations(
                        "'securityContext':{'capabilities':{'add':['KILL','CHOWN'],'future':1},'runAsUser':5,"
                                + "'seccompProfile':{'type':'Unconfined','digest':'x'},'appArmorProfile':null,"
                                + "'privileged':true,'allowPrivilegeEscalation':null,'runAsNonRoot':true}",
                        EVERYTHING))
                .containsExactly(
                        "replace /spec/containers/0/securityContext/capabilities/add ['CHOWN','KILL']",
                        "add /spec/containers/0/securityContext/capabilities/drop ['ALL','NET_RAW']",
                        "replace /spec/containers/0/securityContext/seccompProfile/type 'Localhost'",
                        "add /spec/containers/0/securityContext/seccompProfile/localhostProfile "
                                + "'entitlements/1f3a.json'",
                        "replace /spec/containers/0/securityContext/appArmorProfile "
                                + "{'type':'Localhost','localhostProfile':'entitlements-9c2e'}",
                        "replace /spec/containers/0/securityContext/privileged false",
                        "replace /spec/containers/0/securityContext/allowPrivilegeEscalation false",
                        "add /spec/containers/0/securityContext/readOnlyRootFilesystem true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'add':['NET_RAW']", "'add':[]"})
    void removesAListThatShallBeEmpty(String add) {
        SecuritySettings none = capabilities(new CapabilitySettings(List.of(), List.of("ALL")));

        assertThat(operations("'securityContext':{'capabilities':{'drop':['ALL']," + add + "}}", none))
                .containsExactly("remove /spec/containers/0/securityContext/capabilities/add ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'securityContext':{'capabilities':{'drop':['ALL'],'add':null}}",
                "'securityContext':{'capabilities':{'drop':['ALL']}}"
            })
    void leavesAListThatIsAbsent(String context) {
        SecuritySettings none = capabilities(new CapabilitySettings(List.of(), List.of("ALL")));

        assertThat(operations(context, none)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'stdin':true", "'securityContext':null", "'securityContext':{}"})
    void makesNoEmptyObjects(String container) {
        SecuritySettings none = capabilities(new CapabilitySettings(List.of(), List.of()));

        assertThat(operations(container, none)).isEmpty();
    }

    @Test
    void removesALocalhostNameWhereTheRuntimesDefaultIsWritten() {
        SecuritySettings runtime = new SecuritySettings(
                null, ProfileSetting.RUNTIME_DEFAULT, AppArmorSetting.LEAVE, null, null, null, null);

        assertThat(operations(
                        "'securityContext':{'seccompProfile':{'type':'Localhost','localhostProfile':'x'}}", runtime))
                .containsExactly(
                        "replace /spec/containers/0/securityContext/seccompProfile/type 'RuntimeDefault'",
                        "remove /spec/containers/0/securityContext/seccompProfile/localhostProfile ");
    }

    @Test
    void writesAppArmorAsAFieldAndRemovesThatContainersAnnotation() {
        JsonNode pod = Trees.tree("{'metadata':{'annotations':{'" + BETA + "app':'unconfined','" + BETA
                + "other':'localhost/x'}},'spec':{'containers':[{'name':'app'},{'name':'other'}]}}");

        assertThat(security(pod, appArmor(AppArmorSetting.write(APPARMOR)), Settings.NOTHING))
                .containsExactly(
                        "remove /metadata/annotations/container.apparmor.security.beta.kubernetes.io~1app ",
                        "add /spec/containers/0/securityContext "
                                + "{'appArmorProfile':{'type':'Localhost','localhostProfile':'entitlements-9c2e'}}");
    }

    @Test
    void removesAppArmorsFieldAndAnnotation() {
        JsonNode pod = Trees.tree("{'metadata':{'annotations':{'" + BETA + "app':'unconfined'}},'spec':{'containers':["
                + "{'name':'app','securityContext':{'appArmorProfile':{'type':'Unconfined'}}},{'name':'other'}]}}");

        assertThat(security(pod, appArmor(AppArmorSetting.REMOVE), appArmor(AppArmorSetting.REMOVE)))
                .containsExactly(
                        "remove /metadata/annotations/container.apparmor.security.beta.kubernetes.io~1app ",
                        "remove /spec/containers/0/securityContext/appArmorProfile ");
    }

    /** Operation, path and value, with apostrophes for quotation marks. */
    static List<String> lines(Patch patch) {
        List<String> lines = new ArrayList<>();
        for (JsonNode operation : patch.tree()) {
            lines.add(
                    operation.path("op").asText() + " " + operation.path("path").asText() + " "
                            + operation.path("value").toString().replace('"', '\''));
        }
        return lines;
    }

    private static SecuritySettings capabilities(CapabilitySettings lists) {
        return new SecuritySettings(lists, null, AppArmorSetting.LEAVE, null, null, null, null);
    }

    private static SecuritySettings appArmor(AppArmorSetting setting) {
        return new SecuritySettings(null, null, setting, null, null, null, null);
    }

    private static List<String> operations(String container, SecuritySettings settings) {
        return security(Trees.podOfContainer(container), settings);
    }

    /** The patch less the annotations and the label of ours. */
    private static List<String> security(JsonNode pod, SecuritySettings... settings) {
        List<ContainerSettings> containers = new ArrayList<>();
        for (SecuritySettings write : settings) {
            containers.add(Settings.container(containers.isEmpty() ? "app" : "other", write));
        }
        Patch patch = Patches.write(
                pod, Trees.read(pod).containers(), Settings.pod(containers.toArray(new ContainerSettings[0])));
        return lines(patch).stream()
                .filter(line -> !line.contains("entitlements.dev"))
                .toList();
    }
}
