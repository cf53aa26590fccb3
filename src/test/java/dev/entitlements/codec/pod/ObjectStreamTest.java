package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Issue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectStreamTest {
    private final List<String> taken = new ArrayList<>();

    private List<String> read(String text) throws IOException {
        InputStream stream = new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return ObjectStream.read("pods.json", stream, object -> taken.add(object.toString())).stream()
                .map(issue -> issue.place() + ": " + issue.message())
                .toList();
    }

    @Test
    void handsTheItemsOfAListOnWhateverTheOrderOfItsKeys() throws IOException {
        assertThat(read("{'apiVersion':'v1','items':[{'kind':'A'},{'kind':'B'}],'kind':'List','metadata':{}}"))
                .isEmpty();

        assertThat(taken).containsExactly("{\"kind\":\"A\"}", "{\"kind\":\"B\"}");
    }

    @Test
    void completesTheItemsOfAListOfOneKind() throws IOException {
        read("{'kind':'PodList','apiVersion':'v1','metadata':{'continue':''},'items':[{'spec':{}}]}");

        assertThat(taken).containsExactly("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{}}");
    }

    @Test
    void readsObjectsOneAfterTheOtherAndListsInLists() throws IOException {
        read("{'kind':'A','x':{'items':[1]}} {'items':[{'kind':'List','items':[{'kind':'B'}]}]}");

        assertThat(taken).containsExactly("{\"kind\":\"A\",\"x\":{\"items\":[1]}}", "{\"kind\":\"B\"}");
    }

    @Test
    void saysWhereTheTextBreaksAndKeepsWhatCameBefore() throws IOException {
        assertThat(read("{'items':[{'kind':'A'},\n nonsense]}"))
                .containsExactly("pods.json:2:2: the text is not JSON, or has a key twice");

        assertThat(taken).containsExactly("{\"kind\":\"A\"}");
    }

    @Test
    void refusesAKeyThatComesTwice() throws IOException {
        assertThat(read("{'items':[{'kind':'A','kind':'B'}]}")).hasSize(1);
        assertThat(read("{'kind':'A','kind':'B'}")).hasSize(1);

        assertThat(taken).isEmpty();
    }

    @Test
    void saysThatSomethingIsNoObject() throws IOException {
        assertThat(read("{'items':[1,{'kind':'A'},{}]}"))
                .containsExactly("pods.json: something in it is no Kubernetes object: it has no `kind`");

        assertThat(taken).containsExactly("{\"kind\":\"A\"}");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        List<Issue> issues = ObjectStream.read(
                "x", new ByteArrayInputStream(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}), object -> {});

        assertThat(issues).hasSize(1);
    }
}
