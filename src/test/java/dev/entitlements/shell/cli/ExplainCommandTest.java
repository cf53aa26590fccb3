package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    private static final String MANIFESTS = "src/test/resources/cli/manifests";

    @Test
    void saysWhatANameExpandsTo() {
        Session session = Session.run("explain", "--profiles", Session.RULEBOOK, "network.bind");

        assertThat(session.out()).isEqualTo("""
                        network.bind
                          summary: the network and low ports
                          use: for servers
                          risk: it can pose as a well-known service
                          pod security level: restricted
                          domain: network
                          levels: network.bind, network.none (floor), network.user
                          asked for: for the whole pod or for one container
                          includes: network.user
                          capabilities: NET_BIND_SERVICE
                          system calls beyond the floor: socket
                          AppArmor rules beyond the floor: network inet
                          seccomp profile if asked alone: RuntimeDefault
                          allowed by: everyone (allow, enforce)
                        """);
        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void putsTheArgumentInItsPlace() throws IOException {
        Session session =
                Session.run("explain", "--profiles", Session.RULEBOOK, "host.files.view=/var/log/pods", "-o", "json");

        JsonNode entry = Json.MAPPER.readTree(session.out()).at("/entitlements/0");
        assertThat(entry.at("/hostPaths")).hasToString("[\"/var/log/pods (view)\"]");
        assertThat(entry.at("/allowedBy")).hasToString("[\"shippers (allow, enforce)\"]");
        assertThat(entry.at("/podSecurityLevel").textValue()).isEqualTo("privileged");
    }

    @Test
    void saysThatNoPolicyAllowsAName() {
        assertThat(Session.run("explain", "--profiles", Session.RULEBOOK, "security.root")
                        .out())
                .endsWith("  allowed by: no policy\n");
    }

    @Test
    void saysWhatAnUnknownNameWasProbablyMeantToBe() {
        Session session = Session.run("explain", "--profiles", Session.RULEBOOK, "netwrok.bind", "network.none");

        assertThat(session.out()).startsWith("network.none\n");
        assertThat(session.err())
                .endsWith("error: unknown entitlement `netwrok.bind`\nhelp: did you mean `network.bind`?\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void refusesAnArgumentOutsideTheGrammar() {
        Session session = Session.run("explain", "--profiles", Session.RULEBOOK, "host.files.view=var/log");

        assertThat(session.err()).contains("error: `var/log` is no argument of `host.files.view`\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void saysWhereEverySettingComesFrom() {
        Session session = Session.run("explain", "--profiles", Session.RULEBOOK, "-f", MANIFESTS + "/a-web.yaml");

        assertThat(session.out().replaceAll(" +", " ")).isEqualTo("""
                        Pod default/web: admitted
                         CONTAINER SETTING VALUE ENTITLEMENT ORIGIN POLICY
                         app capability NET_BIND_SERVICE network.bind asked (pod) everyone (allow)
                         app seccomp RuntimeDefault network.bind asked (pod) everyone (allow)
                         app AppArmor Localhost entitlements-HASH network.bind asked (pod) everyone (allow)
                         app allowPrivilegeEscalation false - floor -
                         app readOnlyRootFilesystem true - floor -
                         app runAsNonRoot true security.confined default everyone
                         (pod) hostUsers false - floor -
                         (pod) label entitlements.dev/network bind network.bind asked (pod) everyone (allow)
                        Service web: ignored
                        """);
    }

    @Test
    void answersScriptsWhereEverySettingComesFrom() throws IOException {
        Session session =
                Session.run("explain", "--profiles", Session.RULEBOOK, "-f", MANIFESTS + "/a-web.yaml", "-o", "json");

        JsonNode row = Json.MAPPER.readTree(session.out()).at("/objects/0/settings/0");
        assertThat(row)
                .hasToString(
                        "{\"container\":\"app\",\"setting\":\"capability\",\"value\":\"NET_BIND_SERVICE\","
                                + "\"entitlement\":\"network.bind\",\"origin\":\"asked (pod)\",\"policy\":\"everyone (allow)\"}");
    }

    @Test
    void exitsAsADryRunWould() {
        assertThat(Session.run("explain", "--profiles", Session.RULEBOOK, "-f", MANIFESTS)
                        .code())
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void listsEveryNameWhereNoneIsGiven() {
        Session session = Session.run("explain", "--profiles", Session.RULEBOOK);

        assertThat(session.out()).isEqualTo("""
                        host.files.none    no directory of the node
                        host.files.view    a directory of the node, read-only
                        network.bind       the network and low ports
                        network.none       no network
                        network.user       the network
                        security.confined  an ordinary user
                        security.root      user 0
                        """);
        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void takesNamesOrManifestsButNotBoth() {
        assertThat(Session.run("explain", "network.none", "-f", MANIFESTS).code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }
}
