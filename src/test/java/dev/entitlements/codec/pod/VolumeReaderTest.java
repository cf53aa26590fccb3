package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.request.Volume;
import dev.entitlements.core.request.Volume.HostPathSource;
import dev.entitlements.core.request.Volume.Token;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeReaderTest {
    private static final String PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String PLUGIN = "{'name':'kube-api-access-x7k2p','projected':{'defaultMode':420,'sources':["
            + "{'serviceAccountToken':{'expirationSeconds':3607,'path':'token'}},"
            + "{'configMap':{'name':'kube-root-ca.crt','items':[{'key':'ca.crt','path':'ca.crt'}]}},"
            + "{'downwardAPI':{'items':[{'path':'namespace','fieldRef':{'apiVersion':'v1',"
            + "'fieldPath':'metadata.namespace'}}]}}]}}";

    @Test
    void readsSourcesPathsAndSecrets() {
        JsonNode pod = Trees.pod("'volumes':[{'name':'a'},{'name':'b','emptyDir':null},{'name':'c','emptyDir':{}},"
                + "{'name':'d','hostPath':{'path':'/var/log/../..','type':'Socket'}},{'name':'e','hostPath':{}},"
                + "{'name':'f','secret':{'secretName':'x-token-1'}},{'name':'g','future':{},'csi':{}},"
                + "{'name':'h','projected':{'sources':[{'secret':{'name':'s1'}},{'configMap':{'name':'c'}},"
                + "{'secret':{'name':'s2'}}]}}]");

        assertThat(Trees.read(pod).pod().volumes())
                .containsExactly(
                        new Volume("a", List.of(), null, Token.NONE, List.of()),
                        new Volume("b", List.of(), null, Token.NONE, List.of()),
                        new Volume("c", List.of("emptyDir"), null, Token.NONE, List.of()),
                        new Volume(
                                "d",
                                List.of("hostPath"),
                                new HostPathSource("/var/log/../..", "Socket"),
                                Token.NONE,
                                List.of()),
                        new Volume("e", List.of("hostPath"), new HostPathSource("", ""), Token.NONE, List.of()),
                        new Volume("f", List.of("secret"), null, Token.NONE, List.of("x-token-1")),
                        new Volume("g", List.of("future", "csi"), null, Token.NONE, List.of()),
                        new Volume("h", List.of("projected"), null, Token.NONE, List.of("s1", "s2")));
    }

    @Test
    void knowsThePluginsVolumeMountedWhereThePluginMountsIt() {
        assertThat(token(PLUGIN, PATH)).isEqualTo(Token.PLUGIN);
    }

    @Test
    void knowsThePluginsVolumeWhereNobodyMountsIt() {
        assertThat(Trees.read(Trees.pod("'volumes':[" + PLUGIN + "]")).pod().volumes())
                .extracting(Volume::token)
                .containsExactly(Token.PLUGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/tokens", PATH + "/", PATH + "/..", "/var/run/secrets/kubernetes.io", "", "/VAR/run/secrets"})
    void distrustsThePluginsVolumeMountedElsewhere(String path) {
        assertThat(token(PLUGIN, path)).isEqualTo(Token.OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kube-api-access-x7k2p | api-access",
                "'path':'token' | 'path':'token','audience':'vault'",
                "'path':'token' | 'path':'jwt'",
                "'defaultMode':420 | 'defaultUser':0",
                "kube-root-ca.crt | other",
                "'key':'ca.crt' | 'key':'other.crt'",
                "metadata.namespace | metadata.name",
                "{'configMap' | {'secret':{'name':'x'},'configMap'",
                "'sources':[ | 'sources':[{'secret':{'name':'x'}},",
                "{'name':'kube-api | {'emptyDir':{},'name':'kube-api",
                "'downwardAPI' | 'serviceAccountToken':{'path':'x'},'downwardAPI'"
            })
    void distrustsWhatOnlyLooksLikeThePluginsVolume(String part, String instead) {
        assertThat(token(PLUGIN.replace(part, instead), PATH)).isEqualTo(Token.OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'serviceAccountToken':{'path':'token'}} | OTHER",
                "{'serviceAccountToken':{}} | OTHER",
                "{'podCertificate':{'signerName':'kubernetes.io/kube-apiserver-client-pod'}} | OTHER",
                "{'podCertificate':{'signerName':'example.com/mine'}} | NONE",
                "{'serviceAccountToken':null,'configMap':{}} | NONE"
            })
    void findsTokensInProjectedVolumes(String source, Token expected) {
        assertThat(token("{'name':'v','projected':{'sources':[{'configMap':{}}," + source + "]}}", PATH))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | name | must be a name that no other volume has",
                "{'name':1} | name | must be a string",
                "{'name':'v','hostPath':'/etc'} | hostPath | must be an object",
                "{'name':'v','hostPath':{'path':['/etc']}} | hostPath.path | must be a string",
                "{'name':'v','projected':[]} | projected | must be an object",
                "{'name':'v','projected':{'sources':{}}} | projected.sources | must be a list of at most 1000 items",
                "{'name':'v','projected':{'sources':[1]}} | projected.sources[0] | must be an object",
                "{'name':'v','secret':'x'} | secret | must be an object"
            })
    void refusesWrongTypes(String volume, String path, String message) {
        String full = "spec.volumes[0]." + path;

        assertThat(Trees.problems(Trees.pod("'volumes':[" + volume + "]")))
                .contains(full + ": `" + full + "` " + message);
    }

    @Test
    void refusesTwoVolumesOfOneName() {
        assertThat(Trees.problems(Trees.pod("'volumes':[{'name':'v','emptyDir':{}},{'name':'v','hostPath':{}}]")))
                .containsExactly(
                        "spec.volumes[1].name: `spec.volumes[1].name` must be a name that no other volume has");
    }

    private static Token token(String volume, String mountPath) {
        String name = Trees.tree(volume).path("name").asText();
        JsonNode pod = Trees.tree("{'spec':{'volumes':[" + volume + "],'containers':[{'name':'app','volumeMounts':["
                + "{'name':'" + name + "','mountPath':'" + mountPath + "','readOnly':true}]}]}}");
        return Trees.read(pod).pod().volumes().get(0).token();
    }
}
