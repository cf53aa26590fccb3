package dev.entitlements.codec.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlTest {
    private static final String SECOND_IS_BROKEN = "a: 1\r\n---\nb: [2\n---\nc: 3\n";

    @Test
    void handsOnWhatStandsBeforeAMistake() {
        List<YamlNode> documents = new ArrayList<>();

        List<Issue> issues = Yaml.each("x.yaml", SECOND_IS_BROKEN, YamlLimits.RULEBOOK, documents::add);

        assertThat(documents).hasSize(1);
        assertThat(((YamlNode.Mapping) documents.get(0)).integer("a")).hasValue(BigInteger.ONE);
        assertThat(issues).hasSize(1);
        assertThat(issues.get(0).place()).hasToString("x.yaml:4:1");
    }

    /** A bug of ours is not taken for a mistake of the text, though it is of the same type. */
    @Test
    void letsPassWhatItsCallerThrows() {
        assertThatThrownBy(() -> Yaml.each("x.yaml", "a: 1\n", YamlLimits.RULEBOOK, document -> {
                    throw new IllegalArgumentException("ours");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ours");
    }

    @Test
    void showsTheLineWhateverEndsIt() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            String text = "first: 1" + end + end + "third: [" + end;

            List<Issue> issues = Yaml.each("x.yaml", text, YamlLimits.RULEBOOK, document -> {});

            assertThat(new SourceText("x.yaml", text).place(1, 1).source()).isEqualTo("first: 1");
            assertThat(new SourceText("x.yaml", text).place(2, 1).source()).isEmpty();
            assertThat(new SourceText("x.yaml", text).place(3, 8).source()).isEqualTo("third: [");
            assertThat(new SourceText("x.yaml", text).place(4, 1).source()).isEmpty();
            assertThat(new SourceText("x.yaml", text).place(5, 1).source()).isEmpty();
            assertThat(issues).hasSize(1);
        }
    }
}
