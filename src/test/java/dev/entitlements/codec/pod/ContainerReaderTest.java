package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.request.Mount;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerReaderTest {
    private static final String AT = "spec.containers[0].";

    @Test
    void readsAllFourKindsInOrder() {
        JsonNode pod = Trees.tree("{'spec':{'ephemeralContainers':[{'name':'dbg','targetContainerName':'app'}],"
                + "'initContainers':[{'name':'init','restartPolicy':'OnFailure'},"
                + "{'name':'side','restartPolicy':'Always'}],"
                + "'containers':[{'name':'app','image':'registry.example/pay/app:1','restartPolicy':'Always'}]}}");

        assertThat(Trees.read(pod).containers())
                .extracting(c -> c.type() + " " + c.path() + " " + c.name() + " " + c.image() + c.targetContainer())
                .containsExactly(
                        "CONTAINER spec.containers[0] app registry.example/pay/app:1",
                        "INIT spec.initContainers[0] init ",
                        "SIDECAR spec.initContainers[1] side ",
                        "EPHEMERAL spec.ephemeralContainers[0] dbg app");
    }

    @Test
    void readsMounts() {
        ContainerRequest container = container(
                "'volumeMounts':[{'name':'a','mountPath':'/a'},{'name':'b',"
                        + "'mountPath':'/b','readOnly':true,'recursiveReadOnly':'Enabled','mountPropagation':'Bidirectional',"
                        + "'subPath':'x','bindMountOptions':['noexec']}],'volumeDevices':[{'name':'raw','devicePath':'/dev/x'}]");

        assertThat(container.mounts())
                .containsExactly(
                        new Mount("a", "/a", null, "", ""), new Mount("b", "/b", true, "Enabled", "Bidirectional"));
        assertThat(container.blockDevices()).containsExactly(new FieldValue(AT + "volumeDevices[0]", "raw"));
    }

    @Test
    void readsHostPortsOtherThanZero() {
        ContainerRequest container = container("'ports':[{'containerPort':80},{'containerPort':1,'hostPort':0},"
                + "{'containerPort':443,'hostPort':8443},{'hostPort':null}]");

        assertThat(container.hostPorts()).containsExactly(new FieldValue(AT + "ports[2].hostPort", "8443"));
    }

    @Test
    void readsHostsOfProbesAndLifecycleHandlers() {
        ContainerRequest container = container("'livenessProbe':{'httpGet':{'host':'a'}},"
                + "'readinessProbe':{'tcpSocket':{'host':'b'}},'startupProbe':{'httpGet':{'host':''},"
                + "'grpc':{'port':1}},'lifecycle':{'postStart':{'httpGet':{'host':'c'}},"
                + "'preStop':{'tcpSocket':{'host':'d'},'sleep':{'seconds':1}},'stopSignal':'SIGTERM'}");

        assertThat(container.hostHandlers())
                .containsExactly(
                        new FieldValue(AT + "livenessProbe.httpGet.host", "a"),
                        new FieldValue(AT + "readinessProbe.tcpSocket.host", "b"),
                        new FieldValue(AT + "lifecycle.postStart.httpGet.host", "c"),
                        new FieldValue(AT + "lifecycle.preStop.tcpSocket.host", "d"));
    }

    @Test
    void readsDevicesOnce() {
        ContainerRequest container =
                container("'resources':{'limits':{'cpu':'1','hugepages-2Mi':'1','nvidia.com/gpu':1,"
                        + "'scheduling.kubernetes.io/x':1,'kubernetes.io/y':1},'requests':{'nvidia.com/gpu':1,"
                        + "'evilkubernetes.io/tpu':'1','deviceclass.resource.kubernetes.io/gpu':1}}");

        assertThat(container.devices())
                .containsExactly(
                        new FieldValue(AT + "resources.limits[nvidia.com/gpu]", "nvidia.com/gpu"),
                        new FieldValue(AT + "resources.requests[evilkubernetes.io/tpu]", "evilkubernetes.io/tpu"),
                        new FieldValue(
                                AT + "resources.requests[deviceclass.resource.kubernetes.io/gpu]",
                                "deviceclass.resource.kubernetes.io/gpu"));
    }

    @Test
    void readsClaimsThroughTheAliasesOfThePod() {
        JsonNode pod = Trees.tree("{'spec':{'resourceClaims':[{'name':'gpu','resourceClaimName':'all-devices'},"
                + "{'name':'all-devices','resourceClaimTemplateName':'gpu'}],'containers':[{'name':'app',"
                + "'resources':{'claims':[{'name':'gpu','request':'r'},{'name':'all-devices'}]}}]}}");

        assertThat(Trees.read(pod).containers().get(0).claims())
                .containsExactly(
                        new FieldValue(AT + "resources.claims[0]", "all-devices"),
                        new FieldValue(AT + "resources.claims[1]", "gpu"));
    }

    @Test
    void refusesClaimsThatThePodDoesNotName() {
        JsonNode pod = Trees.tree("{'spec':{'resourceClaims':[{'name':'gpu','resourceClaimName':'lane'}],"
                + "'containers':[{'name':'app','resources':{'claims':[{'name':'lane'},{}]}}]}}");

        assertThat(Trees.problems(pod))
                .containsExactly(
                        AT + "resources.claims[0].name: `" + AT
                                + "resources.claims[0].name` must be a name in `spec.resourceClaims`",
                        AT + "resources.claims[1].name: `" + AT
                                + "resources.claims[1].name` must be a name in `spec.resourceClaims`");
    }

    @Test
    void findsTheBetaAnnotationOfEachContainer() {
        JsonNode pod = Trees.tree("{'metadata':{'annotations':{"
                + "'container.apparmor.security.beta.kubernetes.io/app':'unconfined',"
                + "'container.apparmor.security.beta.kubernetes.io/gone':'localhost/x'}},"
                + "'spec':{'containers':[{'name':'app'},{'name':'other'}]}}");

        assertThat(Trees.read(pod).containers())
                .extracting(ContainerRequest::appArmorAnnotation)
                .containsExactly("unconfined", "");
    }

    @Test
    void keepsUnknownKeysForAWarning() {
        ContainerRequest container = container("'future':1,'gone':null,'targetContainerName':'x',"
                + "'volumeMounts':[{'name':'a','mountPath':'/a','idmap':true}]");

        assertThat(container.unknownKeys()).containsExactly("future", "targetContainerName", "volumeMounts[0].idmap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "a", "0-1", "a--b"})
    void takesNamesThatApiServersTake(String name) {
        JsonNode pod = Trees.tree("{'spec':{'containers':[{'name':'" + name + "'}]}}");

        assertThat(Trees.problems(pod)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "App", "a_b", "-a", "a-", "a.b", "a\\n", "\\u0430"})
    void refusesOtherNames(String name) {
        JsonNode pod = Trees.tree("{'spec':{'containers':[{'name':'" + name + "'}]}}");

        assertThat(Trees.problems(pod))
                .containsExactly("spec.containers[0].name: `spec.containers[0].name` must be lower-case letters,"
                        + " digits and dashes, at most 63");
    }

    @Test
    void refusesTwoContainersOfOneName() {
        JsonNode pod = Trees.pod("'ephemeralContainers':[{'name':'app'}]");

        assertThat(Trees.problems(pod))
                .containsExactly("spec.ephemeralContainers[0].name: `spec.ephemeralContainers[0].name` is the name of"
                        + " another container too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'containers':null}", "{'containers':[]}", "{'initContainers':[{'name':'a'}]}"})
    void refusesAPodWithoutContainers(String spec) {
        assertThat(Trees.problems(Trees.tree("{'spec':" + spec + "}")))
                .containsExactly("spec.containers: `spec.containers` must have at least one container");
    }

    @Test
    void refusesEndlessLists() {
        String many = "{'name':'a'},".repeat(1000) + "{'name':'a'}";

        assertThat(Trees.problems(Trees.pod("'initContainers':[" + many + "]")))
                .containsExactly("spec.initContainers: `spec.initContainers` must be a list of at most 1000 items");
    }

    @Test
    void refusesEndlessMaps() {
        StringBuilder unknown = new StringBuilder("'a':1");
        StringBuilder limits = new StringBuilder("'a/b':1");
        for (int i = 0; i < 1000; i++) {
            unknown.append(",'k").append(i).append("':1");
            limits.append(",'a/b").append(i).append("':1");
        }

        assertThat(Trees.problems(Trees.podOfContainer(
                        "'securityContext':{" + unknown + "},'resources':{'limits':{" + limits + "}}")))
                .containsExactly(
                        AT + "securityContext: `" + AT + "securityContext` has more than 100 unknown keys",
                        AT + "resources.limits: `" + AT + "resources.limits` must have at most 1000 entries");
    }

    @Test
    void stopsCountingProblemsAtSomePoint() {
        String many = "null,".repeat(999) + "null";

        assertThat(Trees.problems(Trees.pod("'initContainers':[" + many + "]"))).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'image':['x'] | image | must be a string",
                "'volumeMounts':[{'readOnly':'false'}] | volumeMounts[0].readOnly | must be true or false",
                "'volumeMounts':[{'mountPropagation':1}] | volumeMounts[0].mountPropagation | must be a string",
                "'volumeMounts':{'a':{}} | volumeMounts | must be a list of at most 1000 items",
                "'volumeDevices':['x'] | volumeDevices[0] | must be an object",
                "'ports':[{'hostPort':'80'}] | ports[0].hostPort | must be an integer from 0 to 2147483647",
                "'ports':[80] | ports[0] | must be an object",
                "'livenessProbe':[] | livenessProbe | must be an object",
                "'livenessProbe':{'httpGet':{'host':1}} | livenessProbe.httpGet.host | must be a string",
                "'lifecycle':{'preStop':'x'} | lifecycle.preStop | must be an object",
                "'resources':[] | resources | must be an object",
                "'resources':{'limits':['a/b']} | resources.limits | must be an object",
                "'resources':{'claims':['a']} | resources.claims[0] | must be an object",
                "'securityContext':[] | securityContext | must be an object",
                "'securityContext':true | securityContext | must be an object"
            })
    void refusesWrongTypes(String field, String path, String message) {
        assertThat(Trees.problems(Trees.podOfContainer(field)))
                .containsExactly(AT + path + ": `" + AT + path + "` " + message);
    }

    @Test
    void readsNothingWhereNothingStands() {
        ContainerRequest container = container("'ports':null,'volumeMounts':[],'volumeDevices':null,'resources':{},"
                + "'livenessProbe':null,'lifecycle':{},'securityContext':null,'image':null");

        List<?> all = List.of(
                container.mounts(),
                container.blockDevices(),
                container.hostPorts(),
                container.hostHandlers(),
                container.devices(),
                container.claims(),
                container.unknownKeys());
        assertThat(all).allSatisfy(list -> assertThat((List<?>) list).isEmpty());
    }

    private static ContainerRequest container(String more) {
        return Trees.read(Trees.podOfContainer(more)).containers().get(0);
    }
}
