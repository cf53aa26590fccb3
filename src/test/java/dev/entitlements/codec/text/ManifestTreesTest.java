package dev.entitlements.codec.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTreesTest {
    private static Parsed<List<JsonNode>> read(String text) {
        return Yaml.trees("pod.yaml", text, YamlLimits.MANIFESTS);
    }

    private static String json(String text) {
        return read(text)
                .fold(
                        trees -> trees.stream().map(JsonNode::toString).collect(Collectors.joining("\n")),
                        IssueText::plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "y | true",
                "Yes | true",
                "ON | true",
                "n | false",
                "off | false",
                "yEs | \"yEs\"",
                "\"yes\" | \"yes\"",
                "'- ~' | [null]",
                "'- NULL' | [null]",
                "0644 | 420",
                "0o644 | 420",
                "0899 | 899",
                "0x1F | 31",
                "-0b11 | -3",
                "1_000 | 1000",
                "+5 | 5",
                "1e3 | 1000",
                "1.0 | 1",
                "1.50 | 1.50",
                "'.5' | 0.5",
                "1e999 | \"1e999\"",
                "1.2.3 | \"1.2.3\"",
                "2001-01-01 | \"2001-01-01\"",
                "18446744073709551616 | 18446744073709551616",
                "500m | \"500m\"",
                "1: | {\"1\":null}",
                "yes: 1 | {\"true\":1}",
                "!!str 1 | \"1\"",
                "!!int \"1\" | 1",
                "0b12 | \"0b12\"",
                "'- ' | [null]"
            })
    void readsPlainScalarsAsKubectlDoes(String yaml, String expected) {
        assertThat(json(yaml)).isEqualTo(expected);
    }

    @Test
    void leavesOutEmptyDocuments() {
        assertThat(json("---\n---\na: 1\n---\n# nothing\n---\nnull\n---\nb: 2\n...\n"))
                .isEqualTo("{\"a\":1}\n{\"b\":2}");
    }

    @Test
    void readsSeveralJsonValuesWithTabsAndExactNumbers() {
        assertThat(json("{\n\t\"a\":12345678901234567890123,\"b\":1.10}{\"c\":\"yes\"}"))
                .isEqualTo("{\"a\":12345678901234567890123,\"b\":1.10}\n{\"c\":\"yes\"}");
    }

    @Test
    void readsFlowMappingsThatAreNotJson() {
        assertThat(json("{a: yes, b: [c]}")).isEqualTo("{\"a\":true,\"b\":[\"c\"]}");
    }

    @Test
    void mergesMappingsUnderTheirOwnKeys() {
        assertThat(json("base: &b {x: 1, w: 1}\nother: &o {x: 2, z: 2}\nall:\n  <<: [*b, *o]\n  w: 3\n"))
                .isEqualTo("{\"base\":{\"x\":1,\"w\":1},\"other\":{\"x\":2,\"z\":2},"
                        + "\"all\":{\"x\":1,\"w\":3,\"z\":2}}");
    }

    @Test
    void refusesAMergeThatReadersDisagreeOn() {
        assertThat(json("base: &b {x: 1}\nall:\n  x: 3\n  <<: *b\n")).isEqualTo("""
                        pod.yaml:4:3: error: `x` stands before `<<` and is joined by it too; readers disagree on which counts
                              <<: *b
                              ^
                            help: put `<<` first in the mapping
                        """);
    }

    @Test
    void refusesDuplicateKeysInYamlAndJson() {
        String expected = """
                pod.yaml:2:2: error: the key `a` stands here a second time; the first is in line 1
                     "a":2}
                     ^
                    help: keep one of the two
                """;

        assertThat(json("{\"a\":1,\n \"a\":2}")).isEqualTo(expected);
    }

    @Test
    void refusesKeysThatBecomeTheSame() {
        assertThat(json("yes: 1\n\"true\": 2\n"))
                .startsWith("pod.yaml:2:1: error: the key `true` stands here a second");
    }

    @Test
    void refusesWhatJsonCannotSay() {
        assertThat(json("a: .inf\n")).startsWith("pod.yaml:1:4: error: `.inf` has no value in JSON\n");
    }

    @Test
    void refusesAliasesThatGrowWithoutEnd() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String item = "*a" + (i - 1);
            bomb.append(
                    "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, item)) + "]\n");
        }

        assertThat(json(bomb.toString())).contains("error: the text has more than 1000000 values");
    }

    @Test
    void refusesAliasesInsideThemselves() {
        assertThat(json("a: &a [*a]\n"))
                .startsWith("pod.yaml:1:8: error: the alias `a` has no anchor before it, or stands inside it\n");
    }

    @Test
    void refusesDeepNestingInEveryForm() {
        assertThat(json("[".repeat(200_000))).contains("error: nested more than 100 deep");
    }

    @Test
    void refusesLargeTexts() {
        assertThat(json("a: " + "x".repeat(3 * 1024 * 1024)))
                .isEqualTo("pod.yaml: error: the text has more than 3145728 bytes\n    help: split it into several\n");
    }

    @Test
    void refusesControlCharactersAndHidesThemFromTheTerminal() {
        assertThat(json("a: 1\nb: \u001b[31m\n")).isEqualTo("""
                        pod.yaml:2:4: error: the character U+001B may not stand in YAML
                            b: \uFFFD[31m
                               ^
                            help: write it as an escape in double quotes
                        """);
    }
}
