package dev.entitlements.shell;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import dev.entitlements.shell.cli.Session;
import io.fabric8.zjsonpatch.JsonPatch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The webhook, the dry run over REST and the one in a terminal give one answer about the same object. */
@QuarkusTest
@WithTestResource(SamePolicies.class)
class SameAnswerTest {
    private static final Path CASES = Path.of("src/test/resources/same");

    static List<String> cases() throws IOException {
        List<String> cases = new ArrayList<>();
        for (String decision : List.of("admitted", "refused")) {
            try (Stream<Path> files = Files.list(CASES.resolve(decision))) {
                files.map(file -> decision + "/" + file.getFileName()).sorted().forEach(cases::add);
            }
        }
        assertThat(cases).hasSizeGreaterThan(20);
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameOverRestAndInATerminal(String name) throws IOException {
        String file = CASES.resolve(name).toString();

        Session terminal = Session.plain("dry-run", "--policies", SamePolicies.FOLDER, "-o", "json", "-f", file);

        JsonNode report = Json.MAPPER.readTree(terminal.out());
        assertThat(((ObjectNode) report.at("/results/0")).remove("file").asText())
                .as("only a terminal knows of files")
                .isEqualTo(file);
        assertThat(report).isEqualTo(overRest(name));
        assertThat(terminal.code()).isEqualTo(isRefused(name) ? 2 : 0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameFromTheWebhook(String name) throws IOException {
        JsonNode object = object(name);
        JsonNode dryRun = overRest(name).at("/results/0");

        Webhook webhook = Webhook.ask(object);

        assertThat(dryRun.path("decision").asText()).isEqualTo(isRefused(name) ? "refused" : "admitted");
        if (!object.path("kind").asText().equals("Pod")) {
            assertThat(webhook.isAdmitted()).as("workloads are advised only").isTrue();
            assertThat(webhook.findings()).hasSameElementsAs(findings(dryRun, "warn"));
            return;
        }
        assertThat(webhook.isAdmitted()).isEqualTo(!isRefused(name));
        if (webhook.answers().size() == 1) {
            assertThat(webhook.findings().stream().map(SameAnswerTest::reason))
                    .as("the dry run goes on where the API server stops")
                    .isNotEmpty()
                    .isSubsetOf(findings(dryRun, "").stream()
                            .map(SameAnswerTest::reason)
                            .toList());
        } else {
            assertThat(strongest(webhook.findings())).hasSameElementsAs(strongest(findings(dryRun, "")));
        }
        if (!isRefused(name)) {
            assertThat(webhook.patch()).isEqualTo(dryRun.path("patch"));
            assertThat(webhook.stored()).isEqualTo(dryRun.path("patched"));
        }
    }

    private static boolean isRefused(String name) {
        return name.startsWith("refused/");
    }

    private static JsonNode object(String name) throws IOException {
        return Yaml.trees(name, Files.readString(CASES.resolve(name)), YamlLimits.MANIFESTS)
                .fold(trees -> trees.get(0), issues -> JsonNodeFactory.instance.missingNode());
    }

    private static JsonNode overRest(String name) throws IOException {
        return post("/v1/dry-run", Files.readAllBytes(CASES.resolve(name)));
    }

    private static List<String> findings(JsonNode result, String severity) {
        return result.path("findings")
                .valueStream()
                .map(finding -> String.join(
                                " ",
                                severity.isEmpty() ? finding.path("severity").asText() : severity,
                                finding.path("code").asText(),
                                finding.path("container").asText(),
                                finding.path("field").asText())
                        .strip())
                .toList();
    }

    /** Each reason once: what one door warned of and the other refuses is refused. */
    private static List<String> strongest(List<String> findings) {
        return findings.stream()
                .filter(finding ->
                        finding.equals("refuse " + reason(finding)) || !findings.contains("refuse " + reason(finding)))
                .distinct()
                .toList();
    }

    /** The finding without its severity. */
    private static String reason(String finding) {
        return finding.substring(finding.indexOf(' ') + 1);
    }

    private static JsonNode post(String door, byte[] body) throws IOException {
        return Json.MAPPER.readTree(given().relaxedHTTPSValidation()
                .header("Content-Type", "application/json")
                .body(body)
                .post(Ports.door(door))
                .asByteArray());
    }

    /**
     * What an API server does with an object that is made.
     *
     * @param answers of the mutating and, unless that one refused, of the validating door
     * @param patch the mutating door's
     * @param stored the object with that patch
     */
    private record Webhook(List<JsonNode> answers, JsonNode patch, JsonNode stored) {
        static Webhook ask(JsonNode object) throws IOException {
            JsonNode mutated = review("/mutate", object);
            JsonNode patch = mutated.has("patch")
                    ? Json.MAPPER.readTree(
                            Base64.getDecoder().decode(mutated.path("patch").asText()))
                    : JsonNodeFactory.instance.arrayNode();
            JsonNode stored = JsonPatch.apply(patch, object);
            return mutated.path("allowed").asBoolean()
                    ? new Webhook(List.of(mutated, review("/validate", stored)), patch, stored)
                    : new Webhook(List.of(mutated), patch, stored);
        }

        boolean isAdmitted() {
            return answers.stream().allMatch(answer -> answer.path("allowed").asBoolean());
        }

        List<String> findings() {
            return answers.stream()
                    .flatMap(answer -> Stream.of(
                            answer.at("/auditAnnotations/findings").asText().split(";", -1)))
                    .map(String::strip)
                    .filter(finding -> !finding.isEmpty())
                    .toList();
        }

        private static JsonNode review(String door, JsonNode object) throws IOException {
            String kind = object.path("kind").asText();
            String resource = kind.toLowerCase(Locale.ROOT) + "s";
            String[] version = object.path("apiVersion").asText().split("/", 2);
            String group = version.length == 1 ? "" : version[0];
            ObjectNode review = JsonNodeFactory.instance.objectNode();
            review.put("kind", "AdmissionReview").put("apiVersion", "admission.k8s.io/v1");
            ObjectNode request = review.putObject("request");
            request.put("uid", "u-1").put("operation", "CREATE");
            request.put("namespace", object.at("/metadata/namespace").asText());
            request.putObject("kind").put("group", group).put("version", "v1").put("kind", kind);
            request.putObject("resource")
                    .put("group", group)
                    .put("version", "v1")
                    .put("resource", resource);
            request.putObject("userInfo").put("username", "anna");
            request.set("object", object);
            return post(door, review.toString().getBytes(StandardCharsets.UTF_8))
                    .path("response");
        }
    }
}
