package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.request.SeLinux;
import dev.entitlements.core.request.SecurityContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityReaderTest {
    @Test
    void readsEveryFieldOfAContainer() {
        SecurityContext context = container("'privileged':true,'allowPrivilegeEscalation':false,"
                + "'readOnlyRootFilesystem':true,'runAsNonRoot':false,'runAsUser':0,'runAsGroup':7,"
                + "'capabilities':{'add':['CAP_SYS_ADMIN','sys_admin',' ALL '],'drop':['all']},"
                + "'seccompProfile':{'type':'Localhost','localhostProfile':'../x.json'},"
                + "'appArmorProfile':{'type':'Unconfined'},'procMount':'Unmasked',"
                + "'seLinuxOptions':{'user':'u','role':'r','type':'spc_t','level':'s0'},"
                + "'windowsOptions':{'hostProcess':true,'runAsUserName':'x'}");

        assertThat(context)
                .isEqualTo(new SecurityContext(
                        true,
                        false,
                        true,
                        false,
                        0L,
                        7L,
                        null,
                        List.of(),
                        List.of("CAP_SYS_ADMIN", "sys_admin", " ALL "),
                        List.of("all"),
                        new DeclaredProfile("Localhost", "../x.json"),
                        new DeclaredProfile("Unconfined", ""),
                        "Unmasked",
                        new SeLinux("u", "r", "spc_t", "s0"),
                        List.of(),
                        true,
                        List.of()));
    }

    @Test
    void readsEveryFieldOfAPod() {
        SecurityContext context = pod("'runAsNonRoot':true,'runAsUser':1,'runAsGroup':2,'fsGroup':0,"
                + "'supplementalGroups':[0,5],'supplementalGroupsPolicy':'Strict','fsGroupChangePolicy':'Always',"
                + "'seLinuxChangePolicy':'Recursive','sysctls':[{'name':'kernel.msgmax','value':'1'},{'value':'2'}],"
                + "'seccompProfile':{'type':'RuntimeDefault'},'appArmorProfile':{'type':'Localhost',"
                + "'localhostProfile':'p'},'seLinuxOptions':{'type':'t'},'windowsOptions':{'hostProcess':false}");

        assertThat(context)
                .isEqualTo(new SecurityContext(
                        null,
                        null,
                        null,
                        true,
                        1L,
                        2L,
                        0L,
                        List.of(0L, 5L),
                        List.of(),
                        List.of(),
                        new DeclaredProfile("RuntimeDefault", ""),
                        new DeclaredProfile("Localhost", "p"),
                        "",
                        new SeLinux("", "", "t", ""),
                        List.of("kernel.msgmax", ""),
                        false,
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'securityContext':null",
                "'securityContext':{}",
                "'securityContext':{'capabilities':null,'privileged':null,'seccompProfile':null,'runAsUser':null}",
                "'securityContext':{'capabilities':{},'seLinuxOptions':{},'windowsOptions':{}}",
                "'securityContext':{'capabilities':{'add':[],'drop':null},'procMount':null,'future':null}"
            })
    void declaresNothingWhereNothingStands(String context) {
        assertThat(Trees.read(Trees.podOfContainer(context)).containers().get(0).security())
                .isEqualTo(SecurityContext.NONE);
    }

    @Test
    void namesUnknownKeysOfAContainerWithTheWayToThem() {
        SecurityContext context = container("'Privileged':true,'fsGroup':1,'sysctls':[],"
                + "'seccompProfile':{'type':'OCI','digest':'x'},'appArmorProfile':{'mode':1},"
                + "'capabilities':{'ambient':[]},'seLinuxOptions':{'range':1},'windowsOptions':{'a':{}}");

        assertThat(context.unknownKeys())
                .containsExactly(
                        "Privileged",
                        "fsGroup",
                        "sysctls",
                        "seccompProfile.digest",
                        "appArmorProfile.mode",
                        "seLinuxOptions.range",
                        "windowsOptions.a",
                        "capabilities.ambient");
    }

    @Test
    void namesUnknownKeysOfAPodWithTheWayToThem() {
        SecurityContext context = pod("'privileged':true,'capabilities':{},'sysctls':[{'name':'a','scope':1}]");

        assertThat(context.unknownKeys()).containsExactly("privileged", "capabilities", "sysctls[0].scope");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'privileged':'true' | privileged | must be true or false",
                "'privileged':1 | privileged | must be true or false",
                "'runAsNonRoot':'' | runAsNonRoot | must be true or false",
                "'runAsUser':'0' | runAsUser | must be an integer from 0 to 2147483647",
                "'runAsUser':0.0 | runAsUser | must be an integer from 0 to 2147483647",
                "'runAsUser':0e0 | runAsUser | must be an integer from 0 to 2147483647",
                "'runAsUser':-1 | runAsUser | must be an integer from 0 to 2147483647",
                "'runAsGroup':18446744073709551616 | runAsGroup | must be an integer from 0 to 2147483647",
                "'runAsGroup':2147483648 | runAsGroup | must be an integer from 0 to 2147483647",
                "'capabilities':['ALL'] | capabilities | must be an object",
                "'capabilities':{'add':'SYS_ADMIN'} | capabilities.add | must be a list of at most 1000 items",
                "'capabilities':{'add':{'0':'ALL'}} | capabilities.add | must be a list of at most 1000 items",
                "'capabilities':{'add':['CHOWN',null]} | capabilities.add[1] | must be a string",
                "'capabilities':{'drop':[['ALL']]} | capabilities.drop[0] | must be a string",
                "'seccompProfile':'Unconfined' | seccompProfile | must be an object",
                "'seccompProfile':{'type':['Unconfined']} | seccompProfile.type | must be a string",
                "'appArmorProfile':{'localhostProfile':1} | appArmorProfile.localhostProfile | must be a string",
                "'procMount':true | procMount | must be a string",
                "'seLinuxOptions':{'type':{}} | seLinuxOptions.type | must be a string",
                "'windowsOptions':{'hostProcess':'yes'} | windowsOptions.hostProcess | must be true or false",
                "'windowsOptions':[] | windowsOptions | must be an object"
            })
    void refusesWrongTypes(String field, String path, String message) {
        String full = "spec.containers[0].securityContext." + path;

        assertThat(Trees.problems(Trees.podOfContainer("'securityContext':{" + field + "}")))
                .containsExactly(full + ": `" + full + "` " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'fsGroup':true | fsGroup | must be an integer from 0 to 2147483647",
                "'supplementalGroups':0 | supplementalGroups | must be a list of at most 1000 items",
                "'supplementalGroups':[null] | supplementalGroups[0] | must be an integer from 0 to 2147483647",
                "'sysctls':{'name':'x'} | sysctls | must be a list of at most 1000 items",
                "'sysctls':['kernel.shm'] | sysctls[0] | must be an object",
                "'sysctls':[null] | sysctls[0] | must be an object",
                "'sysctls':[{'name':1}] | sysctls[0].name | must be a string"
            })
    void refusesWrongTypesOfAPod(String field, String path, String message) {
        String full = "spec.securityContext." + path;

        assertThat(Trees.problems(Trees.pod("'securityContext':{" + field + "}")))
                .containsExactly(full + ": `" + full + "` " + message);
    }

    private static SecurityContext container(String fields) {
        JsonNode pod = Trees.podOfContainer("'securityContext':{" + fields + "}");
        return Trees.read(pod).containers().get(0).security();
    }

    private static SecurityContext pod(String fields) {
        return Trees.read(Trees.pod("'securityContext':{" + fields + "}")).pod().security();
    }
}
