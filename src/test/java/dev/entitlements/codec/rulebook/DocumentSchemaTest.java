package dev.entitlements.codec.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.ArgCondition;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.entitlement.Scope;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.OnExcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentSchemaTest {
    private static JsonNode schema(DocumentKind kind) throws IOException {
        return Json.MAPPER.readTree(Files.readAllBytes(Path.of("profiles/schema", kind.schemaFile())));
    }

    private static List<String> words(JsonNode schema, String pointer) {
        assertThat(schema.at(pointer).isArray()).as(pointer).isTrue();
        return Stream.iterate(0, i -> i < schema.at(pointer).size(), i -> i + 1)
                .map(i -> schema.at(pointer).path(i).asText())
                .toList();
    }

    private static List<String> names(Enum<?>... constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void namesTheSameWordsAsTheCore() throws IOException {
        JsonNode entitlement = schema(DocumentKind.ENTITLEMENT);
        JsonNode policy = schema(DocumentKind.POLICY);
        String spec = "/properties/spec/properties/";
        String args = "/$defs/syscallRule/properties/";

        assertThat(words(entitlement, "/$defs/capability/enum"))
                .containsExactlyElementsOf(
                        Stream.of(Capability.values()).map(Enum::name).toList());
        assertThat(words(entitlement, spec + "grants/properties/permits/items/enum"))
                .containsExactlyElementsOf(
                        Stream.of(Permission.values()).map(Permission::word).toList());
        assertThat(words(entitlement, spec + "podSecurityLevel/enum"))
                .containsExactlyElementsOf(names(PodSecurityLevel.values()));
        assertThat(words(entitlement, spec + "scope/enum")).containsExactlyElementsOf(names(Scope.values()));
        assertThat(words(entitlement, spec + "argument/properties/type/enum"))
                .containsExactlyElementsOf(names(ArgumentGrammar.Kind.values()));
        assertThat(words(entitlement, args + "args/items/properties/op/enum"))
                .containsExactlyElementsOf(Stream.of(ArgCondition.Operator.values())
                        .map(Enum::name)
                        .toList());
        assertThat(words(entitlement, args + "architectures/items/enum"))
                .containsExactlyElementsOf(names(Architecture.values()));
        assertThat(words(policy, spec + "mode/enum")).containsExactlyInAnyOrderElementsOf(names(Mode.values()));
        assertThat(words(policy, spec + "onExcess/enum")).containsExactlyElementsOf(names(OnExcess.values()));
    }

    @Test
    void definesSharedWordsAlikeInEverySchema() throws IOException {
        Map<String, JsonNode> first = new HashMap<>();
        for (DocumentKind kind : DocumentKind.values()) {
            schema(kind).path("$defs").properties().forEach(definition -> assertThat(
                            first.computeIfAbsent(definition.getKey(), name -> definition.getValue()))
                    .as(definition.getKey())
                    .isEqualTo(definition.getValue()));
        }
    }

    @ParameterizedTest
    @EnumSource(DocumentKind.class)
    void isStrictAndDescribedThroughout(DocumentKind kind) throws IOException {
        assertThat(schema(kind).path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        for (JsonNode object : schema(kind).findParents("properties")) {
            if (object.path("type").asText().equals("object")) {
                assertThat(object.path("additionalProperties").isBoolean()).isTrue();
                assertThat(object.path("description").asText()).isNotEmpty();
                object.path("properties")
                        .forEach(property -> assertThat(property.has("description") || property.has("$ref"))
                                .as(property.toString())
                                .isTrue());
            }
        }
    }

    @Test
    void refusesASchemaItDoesNotUnderstandWhole() {
        assertThatThrownBy(() -> DocumentSchema.read("{\"anyOf\":[]}".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("the keyword anyOf is not understood");
        assertThatThrownBy(() -> DocumentSchema.read("{\"pattern\":\"a\"}".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("the pattern a has no anchors");
        assertThatThrownBy(() -> DocumentSchema.read("{\"$ref\":\"#/$defs/a\"}".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("\"#/$defs/a\" refers to nothing");
    }
}
