package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects for the Security Profiles Operator, by the schema of its own definition, field by field. */
class OperatorObjectsTest {
    private static final Path DEFINITION = Path.of("src/test/resources/spo/seccompprofile.yaml");

    @TempDir
    private Path out;

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "arm64", "ppc64le", "riscv64", "s390x"})
    void followTheOperatorsSchema(String architecture) throws IOException {
        Session session = Session.run(
                "compile",
                "--profiles",
                Session.RULEBOOK,
                "--format",
                "spo",
                "--arch",
                architecture,
                "--out",
                out.toString());
        JsonNode definition = trees(DEFINITION).get(0);
        JsonNode version = definition.at("/spec/versions/0");

        List<JsonNode> objects = trees(out.resolve("seccomp-profiles.yaml"));

        assertThat(session.code()).isZero();
        assertThat(objects).isNotEmpty().allSatisfy(object -> {
            assertThat(object.path("apiVersion").asText())
                    .isEqualTo(definition.at("/spec/group").asText() + "/"
                            + version.path("name").asText());
            assertThat(object.path("kind")).isEqualTo(definition.at("/spec/names/kind"));
            assertThat(object.at("/metadata").has("namespace"))
                    .as("the operator's profiles belong to the cluster: %s", definition.at("/spec/scope"))
                    .isFalse();
            assertThat(problems(object.path("spec"), version.at("/schema/openAPIV3Schema/properties/spec"), "spec"))
                    .isEmpty();
        });
    }

    /** What the check itself is worth. */
    @Test
    void theCheckFindsWhatTheSchemaForbids() throws IOException {
        JsonNode schema = trees(DEFINITION).get(0).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
        Path bad = Files.writeString(out.resolve("bad.yaml"), """
                defaultErrnoRet: 1
                syscalls:
                - names: [read, read]
                  action: SCMP_ACT_ALLOWED
                  args: [{value: -1, op: SCMP_CMP_EQ}]
                - {names: [], action: SCMP_ACT_ALLOW}
                """);

        assertThat(problems(trees(bad).get(0), schema, "spec"))
                .containsExactlyInAnyOrder(
                        "spec.defaultErrnoRet is not known",
                        "spec.defaultAction is missing",
                        "spec.syscalls[0].names has something twice",
                        "spec.syscalls[0].action is none of the values",
                        "spec.syscalls[0].args[0].index is missing",
                        "spec.syscalls[0].args[0].value is too small",
                        "spec.syscalls[1].names is too short");
    }

    private static List<String> problems(JsonNode value, JsonNode schema, String at) {
        List<String> problems = new ArrayList<>();
        switch (schema.path("type").asText()) {
            case "object" -> object(value, schema, at, problems);
            case "array" -> array(value, schema, at, problems);
            case "integer" -> integer(value, schema, at, problems);
            default -> {
                boolean known =
                        !schema.has("enum") || schema.path("enum").valueStream().anyMatch(value::equals);
                check(known, at + " is none of the values", problems);
                check(value.isTextual(), at + " is no text", problems);
            }
        }
        return problems;
    }

    private static void object(JsonNode value, JsonNode schema, String at, List<String> problems) {
        for (JsonNode required : schema.path("required")) {
            check(value.has(required.asText()), at + "." + required.asText() + " is missing", problems);
        }
        value.properties().forEach(field -> {
            JsonNode inner = schema.path("properties").path(field.getKey());
            check(!inner.isMissingNode(), at + "." + field.getKey() + " is not known", problems);
            if (!inner.isMissingNode()) {
                problems.addAll(problems(field.getValue(), inner, at + "." + field.getKey()));
            }
        });
    }

    private static void array(JsonNode value, JsonNode schema, String at, List<String> problems) {
        check(value.isArray(), at + " is no list", problems);
        check(value.size() >= schema.path("minItems").asInt(0), at + " is too short", problems);
        check(value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE), at + " is too long", problems);
        if (schema.path("x-kubernetes-list-type").asText().equals("set")) {
            Set<JsonNode> distinct = new HashSet<>();
            value.forEach(distinct::add);
            check(distinct.size() == value.size(), at + " has something twice", problems);
        }
        for (int item = 0; item < value.size(); item++) {
            problems.addAll(problems(value.get(item), schema.path("items"), at + "[" + item + "]"));
        }
    }

    private static void integer(JsonNode value, JsonNode schema, String at, List<String> problems) {
        boolean small = schema.path("format").asText().equals("int32");
        check(small ? value.canConvertToInt() : value.canConvertToLong(), at + " is no such number", problems);
        check(value.asLong() >= schema.path("minimum").asLong(Long.MIN_VALUE), at + " is too small", problems);
    }

    private static void check(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static List<JsonNode> trees(Path file) throws IOException {
        return Yaml.trees(file.toString(), Files.readString(file), YamlLimits.MANIFESTS)
                .fold(trees -> trees, issues -> {
                    throw new AssertionError(issues.toString());
                });
    }
}
