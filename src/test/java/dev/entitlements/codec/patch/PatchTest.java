package dev.entitlements.codec.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.entitlements.codec.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "add /c 3 | {'a':[1,2,3],'b':{'x/y':1,'~':2},'c':3}",
                "add /b/x~1y {'z':1} | {'a':[1,2,3],'b':{'x/y':{'z':1},'~':2}}",
                "add /a/1 9 | {'a':[1,9,2,3],'b':{'x/y':1,'~':2}}",
                "add /a/3 9 | {'a':[1,2,3,9],'b':{'x/y':1,'~':2}}",
                "add /a/- 9 | {'a':[1,2,3,9],'b':{'x/y':1,'~':2}}",
                "replace /a/0 'x' | {'a':['x',2,3],'b':{'x/y':1,'~':2}}",
                "replace /b/~0 null | {'a':[1,2,3],'b':{'x/y':1,'~':null}}",
                "remove /a/2 0 | {'a':[1,2],'b':{'x/y':1,'~':2}}",
                "remove /b/x~1y 0 | {'a':[1,2,3],'b':{'~':2}}"
            })
    void agreesWithTheLibrary(String operation, String expected) {
        JsonNode tree = tree("{'a':[1,2,3],'b':{'x/y':1,'~':2}}");

        JsonNode patched = PatchDocuments.read(document(operation)).apply(tree);

        assertThat(patched).isEqualTo(tree(expected));
        assertThat(patched).isEqualTo(io.fabric8.zjsonpatch.JsonPatch.apply(document(operation), tree));
    }

    @Test
    void leavesTheTreeAndThePatchAsTheyAre() {
        JsonNode tree = tree("{'a':{}}");
        ArrayNode both = document("add /a/b {}");
        both.addAll(document("add /a/b/c 1"));
        Patch patch = PatchDocuments.read(both);

        JsonNode patched = patch.apply(tree);

        assertThat(patched).isEqualTo(tree("{'a':{'b':{'c':1}}}"));
        assertThat(tree).isEqualTo(tree("{'a':{}}"));
        assertThat(patch.operations().get(0).value()).isEqualTo(tree("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replace /c 1",
                "remove /c 1",
                "add /c/d 1",
                "add /a/5 1",
                "remove /a/3 1",
                "remove /a/- 1",
                "replace /a/x 1",
                "add /a/99999999999 1",
                "add /s/t 1",
                "add a 1"
            })
    void failsOnAPatchForAnotherTree(String operation) {
        JsonNode tree = tree("{'a':[1,2,3],'s':''}");
        Patch patch = PatchDocuments.read(document(operation));

        assertThatThrownBy(() -> patch.apply(tree))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the patch was not made for this tree: nothing at "
                        + operation.split(" ", 3)[1]);
    }

    @Test
    void standsBelowAnotherPlace() {
        Patch patch = PatchDocuments.read(document("add /a/b 1"));

        assertThat(patch.below("/spec/template").tree()).isEqualTo(document("add /spec/template/a/b 1"));
        assertThat(patch.below("")).isSameAs(patch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"add /a {'b':[1,null,'x']}", "replace /a~1b null", "remove /a/0 0"})
    void isWrittenAsTheDocumentItIs(String operation) throws IOException {
        ArrayNode both = document(operation);
        both.addAll(document("add /z 'é'"));
        Patch patch = PatchDocuments.read(both);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            patch.write(json);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(patch.tree().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"a/b~c | a~1b~0c", "~1 | ~01", "plain | plain", "// | ~1~1"})
    void escapesKeysAsPointersDo(String key, String segment) {
        assertThat(List.of(Pointer.escape(key), Pointer.unescape(segment))).containsExactly(segment, key);
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json.replace('\'', '"'));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ArrayNode document(String operation) {
        String[] parts = operation.split(" ", 3);
        return (ArrayNode) tree("[{'op':'" + parts[0] + "','path':'" + parts[1] + "','value':" + parts[2] + "}]");
    }
}
