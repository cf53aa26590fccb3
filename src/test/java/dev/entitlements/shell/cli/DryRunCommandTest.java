package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DryRunCommandTest {
    private static final String MANIFESTS = "src/test/resources/cli/manifests";
    private static final String WEB = MANIFESTS + "/a-web.yaml";
    private static final String WARNING = "warning: 1 warning in the rulebook: `lint` shows them\n";

    @Test
    void tellsPeopleWhatWouldHappenToEveryObjectOfAFolder() {
        Session session = dryRun("-f", MANIFESTS);

        // what findings say is tested where each is made
        assertThat(session.out().replaceAll("(?m)^(  (?:warn|refuse) \\S+ \\S+:) .*\n    help: .*$", "$1"))
                .isEqualTo("""
                        Pod default/web: admitted by policy `everyone` (enforce), pod security level restricted
                          container app: host.files.none, network.bind, security.confined
                            capabilities NET_BIND_SERVICE; seccomp RuntimeDefault; AppArmor Localhost entitlements-HASH
                          warn INERT_CAPABILITIES app.securityContext.capabilities:
                        Service web: ignored, makes no pods
                        Deployment pay/root: refused by policy `everyone` (enforce), pod security level privileged
                          container app: host.files.none, network.none, security.confined
                            capabilities none; seccomp Localhost entitlements/HASH.json; AppArmor Localhost entitlements-HASH
                          refuse PRIVILEGED_NOT_GRANTED app.securityContext.privileged:
                          refuse ROOT_USER_NOT_GRANTED app.securityContext.runAsUser:
                        """);
        assertThat(session.err())
                .isEqualTo(WARNING + "3 objects: 1 admitted, 1 refused, 1 ignored; 0 unreadable files\n");
        assertThat(session.code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void exitsCleanlyWhereEverythingIsAdmitted() {
        assertThat(dryRun("-f", WEB).code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void neverShowsValuesOfTheEnvironmentInTexts() {
        assertThat(dryRun("-f", WEB).out()).doesNotContain("swordfish");
    }

    @Test
    void answersScriptsWithOneResultForEachObjectInTheOrderGiven() throws IOException {
        JsonNode report =
                Json.MAPPER.readTree(dryRun("-f", MANIFESTS, "-o", "json").out());

        assertThat(report.fieldNames()).toIterable().containsExactly("revision", "results");
        assertThat(report.at("/results").findValuesAsText("decision"))
                .containsExactly("admitted", "ignored", "refused");
        assertThat(report.at("/results/0/object"))
                .hasToString("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"default\",\"name\":\"web\"}");
        assertThat(report.at("/results/1"))
                .hasToString("{\"file\":\"" + WEB
                        + "\",\"object\":{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"namespace\":\"\",\"name\":\"web\"},"
                        + "\"decision\":\"ignored\"}");
        assertThat(report.at("/results/0").fieldNames())
                .toIterable()
                .containsExactly(
                        "file",
                        "object",
                        "decision",
                        "mode",
                        "policies",
                        "podSecurityLevel",
                        "containers",
                        "findings",
                        "patch",
                        "patched");
    }

    @Test
    void answersInYamlWithTheSameResults() {
        Session session = dryRun("-f", MANIFESTS, "-o", "yaml");

        assertThat(session.out()).startsWith("""
                        revision: "sha256:REVISION"
                        results:
                        - file: src/test/resources/cli/manifests/a-web.yaml
                          object:
                            apiVersion: v1
                            kind: Pod
                            namespace: default
                            name: web
                          decision: admitted
                          mode: enforce
                        """);
    }

    @Test
    void writesOnePatchForEachObject() {
        String[] lines = dryRun("-f", MANIFESTS, "-o", "patch").out().split("\n", -1);

        assertThat(lines).hasSize(4);
        assertThat(lines[0])
                .startsWith("[{\"op\":\"add\",\"path\":\"/metadata/annotations/entitlements.dev~1granted\"");
        assertThat(lines[1]).isEqualTo("[]");
        assertThat(lines[2]).isEqualTo("[]");
    }

    @Test
    void takesListsApartFromStandardInput() {
        Session session = Session.reading("""
                {"apiVersion": "v1", "kind": "List", "items": [
                  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "namespace": "n"}},
                  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"generateName": "b-"}}]}
                """, "dry-run", "--profiles", Session.RULEBOOK, "-f", "-");

        assertThat(session.out())
                .isEqualTo("ConfigMap n/a: ignored, makes no pods\nConfigMap b-: ignored, makes no pods\n");
    }

    @Test
    void judgesInTheNamespaceThatIsNamed() {
        assertThat(dryRun("-f", WEB, "--namespace", "logs").out())
                .startsWith("Pod logs/web: admitted by policies `everyone`, `shippers` (enforce)");
    }

    @Test
    void needsAManifest() {
        Session session = dryRun();

        assertThat(session.err()).isEqualTo("""
                        error: no manifest is named: `-f FILE` is needed
                        help: `entitlements dry-run --help` shows how it is used
                        """);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void answersNothingWithoutAUsableRulebook() {
        Session session = Session.run("dry-run", "--profiles", "src/test/resources/cli/broken", "-f", WEB);

        assertThat(session.out()).isEmpty();
        assertThat(session.err()).isEqualTo("""
                        src/test/resources/cli/broken/policies/everyone.yaml:7:3: error: unknown field `alow` in `spec`
                              alow: [network.user]
                              ^
                            help: did you mean `allow`?
                        error: the rulebook in `src/test/resources/cli/broken/catalogue` and `src/test/resources/cli/broken/policies` cannot be used
                        help: mend the errors above, or name other folders with `--profiles` and `--policies`
                        """);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void coloursOnlyWhenTold() {
        assertThat(dryRun("-f", WEB, "--color", "always").out()).contains("\u001b[32madmitted\u001b[0m");
        assertThat(dryRun("-f", WEB).out()).doesNotContain("\u001b");
    }

    private static Session dryRun(String... args) {
        return Session.withRulebook("dry-run", args);
    }
}
