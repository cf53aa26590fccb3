package dev.entitlements.codec.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void nestsMappingsAndListsInBlocks() {
        JsonNode tree = Samples.json("{'a':{'b':[1,{'c':'x','d':[]},[2,[3]]],'e':{}},'f':null,'g':true}");

        assertThat(YamlText.of(tree)).isEqualTo("""
                        a:
                          b:
                          - 1
                          - c: x
                            d: []
                          - - 2
                            - - 3
                          e: {}
                        f: null
                        g: true
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes", "No", "ON", "off", "y", "N", "true", "null", "~", "1", "1.5", "0x1f", "0o7", "1e3", ".inf", "-",
                        "- a",
                "a: b", "a #b", "#", "*", "&", "!", "%", "@", "`", "|", ">", "", " a", "a ", "2026-11-22", "1:30", "<<",
                "=", "a\nb", "\u0085", "\u2028", "\ufeff", "\"", "\\", "'", "[", "{a", "?", "\t", "\u007f",
                        "\ud83d\ude00"
            })
    void quotesWhatAReaderCouldTakeForMore(String text) {
        assertThat(YamlText.of(NODES.textNode(text))).startsWith("\"").endsWith("\"\n");
        assertThat(read(YamlText.of(NODES.arrayNode().add(text))))
                .isEqualTo(NODES.arrayNode().add(text));
    }

    @Property(tries = 500)
    void isReadBackAsTheSameTree(@ForAll("trees") JsonNode tree) {
        assertThat(read(YamlText.of(NODES.arrayNode().add(tree))))
                .isEqualTo(NODES.arrayNode().add(tree));
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return Arbitraries.lazyOf(
                () -> texts().map(text -> (JsonNode) NODES.textNode(text)),
                () -> Arbitraries.integers().map(NODES::numberNode),
                () -> Arbitraries.of(NODES.booleanNode(true), NODES.nullNode()),
                () -> trees().list().ofMaxSize(3).map(YamlTextTest::array),
                () -> Arbitraries.maps(texts(), trees()).ofMaxSize(3).map(fields -> {
                    ObjectNode object = NODES.objectNode();
                    fields.forEach(object::set);
                    return object;
                }));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange('\u0000', '\u00ff')
                .withChars("ab-:#. \u2028\ufeff")
                .ofMaxLength(12);
    }

    private static ArrayNode array(List<JsonNode> elements) {
        return NODES.arrayNode().addAll(elements);
    }

    private static JsonNode read(String text) {
        return Yaml.trees("text", text, YamlLimits.MANIFESTS).fold(trees -> trees.get(0), issues -> {
            throw new AssertionError(issues + " in " + text);
        });
    }
}
