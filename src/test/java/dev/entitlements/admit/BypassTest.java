package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.rulebook.Glob;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The known ways around an admission webhook, by their number in our checklist: which test holds each, and which only a
 * live cluster can show.
 */
class BypassTest {
    private static final Rulebook EXAMPLES = Rules.examples();
    private static final String TABLE = "/bypass/items.csv";
    private static final int ITEMS = 54;

    @ParameterizedTest
    @CsvFileSource(resources = TABLE, numLinesToSkip = 1)
    void everyItemNamesATestThatExists(int number, String way, String test) throws ClassNotFoundException {
        if (test.equals("live")) {
            return;
        }
        int hash = test.indexOf('#');
        Class<?> type =
                Class.forName("dev.entitlements." + test.substring(0, hash), false, BypassTest.class.getClassLoader());

        assertThat(Arrays.stream(type.getDeclaredMethods())
                        .filter(BypassTest::isTest)
                        .map(Method::getName))
                .as("%s: %s", number, way)
                .contains(test.substring(hash + 1));
    }

    @Test
    void noItemIsForgotten() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources" + TABLE))) {
            Set<Integer> numbers = lines.skip(1)
                    .map(line -> Integer.valueOf(line.substring(0, line.indexOf(','))))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(numbers)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, ITEMS).boxed().toList());
        }
    }

    @Test
    void whoAsksDoesNotCountButWhoThePodRunsAs() {
        ReviewCase asked = ReviewCase.create(Given.pod("security.admin"));

        for (String user : List.of("ann", "system:admin", "system:serviceaccount:kube-system:replicaset-controller")) {
            assertThat(asked.by(user, "[system:masters]").mutate(EXAMPLES).allowed())
                    .as(user)
                    .isFalse();
        }
    }

    @Test
    void aDryRunIsAnsweredLikeAnyOther() {
        ReviewCase asked = ReviewCase.create(Given.pod("network.bind"));

        assertThat(asked.with("dryRun", BooleanNode.TRUE).mutate(EXAMPLES).response())
                .isEqualTo(asked.mutate(EXAMPLES).response());
    }

    @Test
    void onlyOurOwnPathsArePatched() {
        ObjectNode pod = Given.with(
                Given.pod("network.bind", "securityContext: {fsGroup: 7}", "volumes: [{name: a, emptyDir: {}}]"),
                "/metadata/labels",
                "{'a~b/c': d}");

        assertThat(ReviewCase.create(pod).mutate(EXAMPLES).patch())
                .extracting(operation -> operation.path("path").asText())
                .containsExactly(
                        "/metadata/annotations/entitlements.dev~1granted",
                        "/metadata/annotations/entitlements.dev~1revision",
                        "/metadata/labels/entitlements.dev~1network",
                        "/spec/automountServiceAccountToken",
                        "/spec/containers/0/securityContext");
    }

    @Test
    void whatWasWrittenBeforeIsNoWish() {
        Rulebook wide = Rules.of(Rules.policy("shop", "default: [security.baseline]"));
        Rulebook narrow = Rules.of(Rules.policy("shop", "default: [security.confined]"));
        JsonNode copied = ReviewCase.create(Given.pod("")).mutated(wide).object();

        ReviewCase again = ReviewCase.create(copied);

        assertThat(again.mutate(narrow).audit("granted")).doesNotContain("security.baseline");
        assertThat(again.admit(narrow).message()).contains("capability `CHOWN` is not granted");
    }

    @Test
    void masksOfWordsAndNamesCannotBeUsedToStallAnswers() {
        String stars = "*a".repeat(200) + "b";
        String names = "network.user,".repeat(300);
        ObjectNode pod = Given.pod(names);

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(new Glob(stars).matches("a".repeat(20_000)))
                .isFalse());
        assertThat(ReviewCase.create(pod).mutate(EXAMPLES).message())
                .contains("`metadata.annotations[entitlements.dev/pod]` must have at most 64 names");
    }

    @Test
    void theLargestPodsAreAnsweredInTime() {
        ObjectNode pod = Given.pod("network.user");
        for (int i = 0; i < 900; i++) {
            pod.withArray("/spec/containers")
                    .add(Given.object("{name: c" + i + ", image: x, securityContext: {privileged: true}}"));
            pod.withArray("/spec/volumes").add(Given.object("{name: v" + i + ", hostPath: {path: /v" + i + "}}"));
        }
        ((ObjectNode) pod.get("spec")).put("shareProcessNamespace", true);

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(
                        ReviewCase.create(pod).admit(EXAMPLES).allowed())
                .isFalse());
    }

    @Test
    void theManifestsRegisterEverySubresourceAndCannotBeOptedOutOf() throws IOException {
        String webhooks = Files.readString(Path.of("k8s/base/webhooks.yaml"));

        assertThat(webhooks)
                .contains("resources: [\"pods\", \"pods/*\", \"bindings\"]")
                .contains("key: kubernetes.io/metadata.name")
                .contains("reinvocationPolicy: IfNeeded")
                .doesNotContain("objectSelector")
                .doesNotContain("failurePolicy: Ignore")
                .doesNotContain("matchPolicy: Exact");
    }

    @Test
    void namesAreComparedExactlyAfterTrimming() {
        assertThatCode(() -> assertThat(ReviewCase.create(Given.pod(" , network.bind ,, "))
                                .mutate(EXAMPLES)
                                .allowed())
                        .isTrue())
                .doesNotThrowAnyException();
        for (String name :
                List.of("Network.bind", "network.bind.", "network..bind", "network.bind=", "network.bind=x")) {
            assertThat(ReviewCase.create(Given.pod(name)).mutate(EXAMPLES).allowed())
                    .as(name)
                    .isFalse();
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
