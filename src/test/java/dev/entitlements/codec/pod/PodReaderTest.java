package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.request.Os;
import dev.entitlements.core.request.PodDeclaration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodReaderTest {
    @Test
    void readsEveryPodLevelField() {
        PodDeclaration pod = declared("'hostNetwork':true,'hostPID':false,'hostIPC':true,'hostUsers':false,"
                + "'shareProcessNamespace':true,'automountServiceAccountToken':false,'runtimeClassName':'gvisor',"
                + "'os':{'name':'windows'},'resourceClaims':[{'name':'gpu','resourceClaimName':'mine'}],"
                + "'resources':{'limits':{'vendor.example/fpga':1}}");

        assertThat(Arrays.asList(
                        pod.hostNetwork(),
                        pod.hostPid(),
                        pod.hostIpc(),
                        pod.hostUsers(),
                        pod.shareProcessNamespace(),
                        pod.automountServiceAccountToken()))
                .containsExactly(true, false, true, false, true, false);
        assertThat(pod.runtimeClassName()).isEqualTo("gvisor");
        assertThat(pod.os()).isEqualTo(Os.WINDOWS);
        assertThat(pod.resourceClaims()).containsExactly(new FieldValue("spec.resourceClaims[0]", "mine"));
        assertThat(pod.podDevices())
                .containsExactly(new FieldValue("spec.resources.limits[vendor.example/fpga]", "vendor.example/fpga"));
    }

    @Test
    void takesNullAndAbsentAlike() {
        PodDeclaration nulls = declared("'hostNetwork':null,'hostPID':null,'hostIPC':null,'hostUsers':null,"
                + "'shareProcessNamespace':null,'automountServiceAccountToken':null,'runtimeClassName':null,"
                + "'os':null,'resourceClaims':null,'volumes':null,'securityContext':null,'initContainers':null,"
                + "'serviceAccountName':null,'hostFuture':null");

        assertThat(nulls).isEqualTo(declared(""));
    }

    @Test
    void takesAnyOtherSystemAsLinux() {
        assertThat(declared("'os':{'name':'Windows'}").os()).isEqualTo(Os.LINUX);
    }

    @Test
    void partsUnknownKeys() {
        PodDeclaration pod = declared("'hostTime':true,'host':1,'HostNetwork':true,'future':{},'workloadRef':{}");

        assertThat(pod.unknownHostKeys()).containsExactly("hostTime", "host");
        assertThat(pod.unknownKeys()).containsExactly("HostNetwork", "future");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'priority':0 | default",
                "'serviceAccountName':'' | default",
                "'serviceAccountName':'a' | a",
                "'serviceAccount':'b' | b",
                "'serviceAccountName':'','serviceAccount':'b' | b",
                "'serviceAccountName':'a','serviceAccount':'a' | a"
            })
    void readsTheServiceAccount(String fields, String account) {
        assertThat(Trees.read(Trees.pod(fields)).serviceAccount()).isEqualTo(account);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'serviceAccountName':'a','serviceAccount':'b' | serviceAccount"
                        + " | must not differ from `serviceAccountName`",
                "'serviceAccountName':1 | serviceAccountName | must be a string",
                "'hostNetwork':'true' | hostNetwork | must be true or false",
                "'hostPID':1 | hostPID | must be true or false",
                "'hostIPC':[] | hostIPC | must be true or false",
                "'hostUsers':{} | hostUsers | must be true or false",
                "'shareProcessNamespace':'' | shareProcessNamespace | must be true or false",
                "'automountServiceAccountToken':'no' | automountServiceAccountToken | must be true or false",
                "'runtimeClassName':false | runtimeClassName | must be a string",
                "'os':'windows' | os | must be an object",
                "'resourceClaims':{} | resourceClaims | must be a list of at most 1000 items",
                "'volumes':{} | volumes | must be a list of at most 1000 items",
                "'securityContext':[] | securityContext | must be an object",
                "'initContainers':{'a':{}} | initContainers | must be a list of at most 1000 items",
                "'ephemeralContainers':[[]] | ephemeralContainers[0] | must be an object"
            })
    void refusesWhatCannotBeUnderstood(String field, String path, String message) {
        String full = "spec." + path;

        assertThat(Trees.problems(Trees.pod(field))).containsExactly(full + ": `" + full + "` " + message);
    }

    @Test
    void readsAClaimAsWhatItStandsForAndNotAsItsAlias() {
        PodDeclaration pod = declared("'resourceClaims':[{'name':'a','resourceClaimName':'claim'},"
                + "{'name':'b','resourceClaimTemplateName':'template','resourceClaimName':null},"
                + "{'name':'c','source':{'resourceClaimName':'old-claim'}},"
                + "{'name':'d','source':{'resourceClaimTemplateName':'old-template'}}]");

        assertThat(pod.resourceClaims())
                .containsExactly(
                        new FieldValue("spec.resourceClaims[0]", "claim"),
                        new FieldValue("spec.resourceClaims[1]", "template"),
                        new FieldValue("spec.resourceClaims[2]", "old-claim"),
                        new FieldValue("spec.resourceClaims[3]", "old-template"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'name':'gpu'",
                "'name':'gpu','resourceClaimName':''",
                "'name':'gpu','source':{}",
                "'name':'gpu','future':'claim'",
                "'name':'gpu','resourceClaimName':'a','resourceClaimTemplateName':'a'",
                "'name':'gpu','resourceClaimName':'','resourceClaimTemplateName':'a'",
                "'name':'gpu','resourceClaimName':'a','source':{'resourceClaimName':'a'}",
                "'name':'gpu','source':{'resourceClaimName':'a','resourceClaimTemplateName':'b'}"
            })
    void refusesClaimsThatDoNotStandForExactlyOneThing(String claim) {
        assertThat(Trees.problems(Trees.pod("'resourceClaims':[{" + claim + "}]")))
                .containsExactly("spec.resourceClaims[0]: `spec.resourceClaims[0]` must have either"
                        + " `resourceClaimName` or `resourceClaimTemplateName`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'a','resourceClaimName':'x'},{'name':'a','resourceClaimName':'y'}",
                "{'name':'b','resourceClaimName':'x'},{'resourceClaimName':'y'}"
            })
    void refusesClaimsWithoutANameOfTheirOwn(String claims) {
        assertThat(Trees.problems(Trees.pod("'resourceClaims':[" + claims + "]")))
                .containsExactly("spec.resourceClaims[1].name: `spec.resourceClaims[1].name` must be a name that no"
                        + " other claim has");
    }

    @Test
    void refusesWhatIsNoPod() {
        for (var tree : Arrays.asList(
                MissingNode.getInstance(), NullNode.getInstance(), Trees.tree("[]"), Trees.tree("'pod'"))) {
            assertThat(Trees.problems(tree)).containsExactly(": a pod is an object");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{} | is missing", "{'spec':null} | is missing", "{'spec':[]} | must be an object"})
    void refusesAPodWithoutSpec(String pod, String message) {
        assertThat(Trees.problems(Trees.tree(pod))).containsExactly("spec: `spec` " + message);
    }

    private static PodDeclaration declared(String fields) {
        return Trees.read(Trees.pod(fields)).pod();
    }
}
