package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ObjectListTest {
    @Test
    void keepsAnObjectThatIsNoList() throws IOException {
        JsonNode object = tree("{'kind':'Pod','items':[1]}");

        assertThat(ObjectList.objects(object)).containsExactly(object);
    }

    @Test
    void takesListsApartInOrderHoweverDeep() throws IOException {
        JsonNode list = tree(
                "{'kind':'List','items':[{'kind':'A'},{'kind':'List','items':[{'kind':'B'},{'kind':'C'}]},{'kind':'D'}]}");

        assertThat(ObjectList.objects(list))
                .extracting(object -> object.path("kind").textValue())
                .containsExactly("A", "B", "C", "D");
    }

    @Test
    void givesItemsOfAListOfOneKindThatKind() throws IOException {
        JsonNode list = tree("{'apiVersion':'v1','kind':'PodList','items':[{'metadata':{'name':'a'}}]}");

        assertThat(ObjectList.objects(list))
                .containsExactly(tree("{'apiVersion':'v1','kind':'Pod','metadata':{'name':'a'}}"));
    }

    @Test
    void takesAnObjectWhoseKindOnlyEndsLikeAListForItself() throws IOException {
        JsonNode object = tree("{'kind':'AllowList','spec':{}}");

        assertThat(ObjectList.objects(object)).containsExactly(object);
    }

    @Test
    void handsOnItemsThatAreNoObjectsToBeReported() throws IOException {
        assertThat(ObjectList.objects(tree("{'kind':'List','items':[7,null,'x']}")))
                .hasSize(3)
                .noneMatch(ObjectList::isObject);
    }

    @Test
    void leavesNothingOfAnEmptyList() throws IOException {
        assertThat(ObjectList.objects(tree("{'kind':'List','items':[]}"))).isEmpty();
    }

    private static JsonNode tree(String text) throws IOException {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
