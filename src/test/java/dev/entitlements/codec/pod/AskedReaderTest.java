package dev.entitlements.codec.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.request.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedReaderTest {
    private static final String SPEC = ",'spec':{'containers':[{'name':'app'}]}}";

    @Test
    void readsPodAndContainerAnnotations() {
        Asked asked = annotations("'entitlements.dev/pod':'network.user, security.memory-lock',"
                + "'container.entitlements.dev/proxy':'network.bind'");

        assertThat(asked.toString())
                .isEqualTo("Asked[pod=[network.user, security.memory-lock], byContainer={proxy=[network.bind]},"
                        + " unknownKeys=[], networkLabel=]");
    }

    @Test
    void ignoresSpacesAndEmptyItems() {
        assertThat(annotations("'entitlements.dev/pod':' ,a.b,, c.d=1 ,\\n\\te.f,'")
                        .pod())
                .containsExactly("a.b", "c.d=1", "e.f");
    }

    @Test
    void keepsMalformedItemsAsWritten() {
        assertThat(annotations("'entitlements.dev/pod':'Network.User,net work,\\u00A0a.b'")
                        .pod())
                .containsExactly("Network.User", "net work", "\u00A0a.b");
    }

    @Test
    void reportsKeysOfOursThatMeanNothingSorted() {
        Asked asked = metadata("'annotations':{'entitlements.dev/pods':'x','entitlements.dev/network':'user',"
                + "'containers.entitlements.dev/app':'x','container.entitlements.dev/':'x',"
                + "'entitlements.dev/Pod':'x','entitlements.dev/':'x'},"
                + "'labels':{'entitlements.dev/pod':'x','container.entitlements.dev/app':'y'}");

        assertThat(asked.unknownKeys())
                .containsExactly(
                        "container.entitlements.dev/",
                        "container.entitlements.dev/app",
                        "containers.entitlements.dev/app",
                        "entitlements.dev/",
                        "entitlements.dev/Pod",
                        "entitlements.dev/network",
                        "entitlements.dev/pod",
                        "entitlements.dev/pods");
    }

    @Test
    void knowsWhatWeWriteAndLeavesOtherDomainsAlone() {
        Asked asked = metadata("'annotations':{'entitlements.dev/granted':'{}','entitlements.dev/revision':'1',"
                + "'notentitlements.dev/pod':'x','entitlements.dev.example/pod':'x','entitlements.dev':'x',"
                + "'example.com/entitlements.dev/pod':'x'},'labels':{'entitlements.dev/network':'user','app':'web'}");

        assertThat(asked.toString()).isEqualTo("Asked[pod=[], byContainer={}, unknownKeys=[], networkLabel=user]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'metadata':null",
                "{'metadata':{'annotations':null,'labels':null}",
                "{'metadata':{}",
                "{'x':1",
                "{'metadata':{'annotations':{'entitlements.dev/pod':null},'labels':{'entitlements.dev/network':null}}"
            })
    void asksNothingWhereNothingStands(String start) {
        assertThat(Trees.read(Trees.tree(start + SPEC)).asked()).isEqualTo(Asked.NOTHING);
    }

    @Test
    void refusesValuesThatAreNoStrings() {
        assertThat(Trees.problems(
                        Trees.tree("{'metadata':{'annotations':{'a/b':1,'c':null},'labels':{'d':['e']}}" + SPEC)))
                .containsExactly(
                        "metadata.annotations[a/b]: `metadata.annotations[a/b]` must be a string",
                        "metadata.labels[d]: `metadata.labels[d]` must be a string");
    }

    @Test
    void refusesMoreNamesThanAnyoneNeeds() {
        String most = "a.b,".repeat(AskedReader.MOST_NAMES);

        assertThat(annotations("'entitlements.dev/pod':'" + most + "'").pod()).hasSize(AskedReader.MOST_NAMES);
        assertThat(Trees.problems(Trees.tree(
                        "{'metadata':{'annotations':{'container.entitlements.dev/app':'" + most + "c.d'}}" + SPEC)))
                .containsExactly("metadata.annotations[container.entitlements.dev/app]: "
                        + "`metadata.annotations[container.entitlements.dev/app]` must have at most 64 names");
    }

    @Test
    void refusesMoreKeysThanAnyoneNeeds() {
        StringBuilder keys = new StringBuilder("'a':'b'");
        for (int i = 0; i <= AskedReader.MOST_KEYS; i++) {
            String prefix = i % 2 == 0 ? "container.entitlements.dev/c" : "entitlements.dev/c";
            keys.append(",'").append(prefix).append(i).append("':''");
        }

        assertThat(Trees.problems(Trees.tree("{'metadata':{'annotations':{" + keys + "}}" + SPEC)))
                .containsExactly("metadata.annotations: `metadata.annotations` must have at most 256 keys of"
                        + " `entitlements.dev`");
    }

    private static Asked annotations(String entries) {
        return metadata("'annotations':{" + entries + "}");
    }

    private static Asked metadata(String entries) {
        return Trees.read(Trees.tree("{'metadata':{" + entries + "}" + SPEC)).asked();
    }
}
