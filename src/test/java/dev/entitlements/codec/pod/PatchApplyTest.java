package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchApplyTest {
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
        JsonNode tree = Trees.tree("{'a':[1,2,3],'b':{'x/y':1,'~':2}}");

        JsonNode patched = PatchApply.apply(tree, patch(operation));

        assertThat(patched).isEqualTo(Trees.tree(expected));
        assertThat(patched).isEqualTo(io.fabric8.zjsonpatch.JsonPatch.apply(patch(operation), tree));
    }

    @Test
    void leavesTheTreeAndThePatchAsTheyAre() {
        JsonNode tree = Trees.tree("{'a':{}}");
        ArrayNode patch = patch("add /a/b {}");
        patch.addAll(patch("add /a/b/c 1"));

        JsonNode patched = PatchApply.apply(tree, patch);

        assertThat(patched).isEqualTo(Trees.tree("{'a':{'b':{'c':1}}}"));
        assertThat(tree).isEqualTo(Trees.tree("{'a':{}}"));
        assertThat(patch.path(0).path("value")).isEqualTo(Trees.tree("{}"));
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
        JsonNode tree = Trees.tree("{'a':[1,2,3],'s':''}");
        ArrayNode patch = patch(operation);

        assertThatThrownBy(() -> PatchApply.apply(tree, patch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the patch was not made for this tree: nothing at "
                        + operation.split(" ", 3)[1]);
    }

    private static ArrayNode patch(String operation) {
        String[] parts = operation.split(" ", 3);
        return (ArrayNode) Trees.tree("[{'op':'" + parts[0] + "','path':'" + parts[1] + "','value':" + parts[2] + "}]");
    }
}
