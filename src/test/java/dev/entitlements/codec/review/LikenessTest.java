package dev.entitlements.codec.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.entitlements.codec.patch.Operation;
import dev.entitlements.codec.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two reviews are alike only where a reader finds nothing that differs but a uid, the letters of one volume's name and a second. */
class LikenessTest {
    private static final String HEAD =
            "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"";
    private static final String ONE = "705ab4f5-6393-11e8-b7cc-42010a800002";
    private static final String OTHER = "0df28fbd-5f5f-11e8-bc74-36e6bb280816";
    private static final String REST = "\",\"kind\":{\"group\":\"\",\"version\":\"v1\",\"kind\":\"Pod\"},"
            + "\"resource\":{\"group\":\"\",\"version\":\"v1\",\"resource\":\"pods\"},\"operation\":\"CREATE\",\"object\":"
            + "{\"metadata\":{\"managedFields\":[{\"time\":\"2026-11-30T23:54:42Z\"}]},"
            + "\"spec\":{\"volumes\":[{\"name\":\"kube-api-access-x2x9z\",\"projected\":{}},{\"name\":\"data\"}],"
            + "\"initContainers\":[{\"volumeMounts\":[{\"name\":\"kube-api-access-x2x9z\",\"mountPath\":\"/a\"}]}],"
            + "\"containers\":[{\"volumeMounts\":[{\"name\":\"kube-api-access-x2x9z\",\"mountPath\":\"/a\"},"
            + "{\"name\":\"data\",\"mountPath\":\"/d\"}]}]}}}}";

    @Test
    void knowsTheUidWhereKubernetesWritesIt() {
        assertThat(likeness(HEAD + ONE + REST).uid()).isEqualTo(ONE);
        assertThat(review(HEAD + ONE + REST).uid()).isEqualTo(ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                HEAD,
                HEAD + ONE,
                HEAD + "705ab4f5-6393-11e8-b7cc-42010a80000" + REST,
                HEAD + "705ab4f5-6393-11e8-b7cc-42010a8000020" + REST,
                HEAD + "705AB4F5-6393-11e8-b7cc-42010a800002" + REST,
                HEAD + "705ab4f5-6393-11e8-b7cc-420100\\u0061" + REST,
                HEAD + "705ab4f5-6393-11e8-b7cc-42010a8000\u00e9" + REST,
                HEAD + "705ab4f5-6393-11e8\",\"x\":\"2010a800002" + REST,
                " " + HEAD + ONE + REST,
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"" + ONE
                        + REST,
                // a name of that form that is none, or is another
                HEAD + ONE + "\",\"image\":\"kube-api-access-x2x9z\"" + REST,
                HEAD + ONE + "\",\"x\":\"kube-api-access-\"" + REST,
                HEAD + ONE + "\",\"x\":{\"name\":\"kube-api-access-x2x9y\"}" + REST,
                HEAD + ONE + "\",\"x\":{\"name\":\"kube-api-access-x2x9z1\"}" + REST,
                HEAD + ONE + "\",\"x\":{\"name\":\"kube-api-access-X2x9z\"}" + REST,
                HEAD + ONE + "\",\"x\":{\"name\":\"kube-api-access-x2x\\\"\"}" + REST,
                HEAD + ONE + "\",\"kube-api-access-x2x9z\":1" + REST,
                HEAD + ONE + "\",\"x\":\"\\u006bube\"" + REST,
                HEAD + ONE + "\",\"x\":\"k\\u0075be\"" + REST,
                HEAD + ONE + "\",\"x\":\"kube\\u002Dapi\"" + REST,
                HEAD + ONE + "\",\"x\":\"\u00e9\"" + REST,
                HEAD + ONE + "\",\"x\":{\"name\":\"kube-api-access-"
            })
    void othersHaveNone(String body) {
        assertThat(Likeness.of(bytes(body))).isEmpty();
    }

    @Test
    void seesEveryDifferenceButThose() {
        byte[] body = bytes(HEAD + ONE + REST);
        Likeness likeness = likeness(HEAD + ONE + REST);
        Likeness other =
                likeness((HEAD + OTHER + REST).replace("x2x9z", "4hk8t").replace("54:42Z", "55:03Z"));
        assertThat(other.mark()).isEqualTo(likeness.mark());
        assertThat(other.print()).isEqualTo(likeness.print());
        List<Integer> alike = new ArrayList<>();
        for (int at = 0; at < body.length; at++) {
            byte[] changed = body.clone();
            changed[at] ^= 1;
            // one letter of one name alone is a difference
            if (Likeness.of(changed)
                    .filter(found -> found.mark().equals(likeness.mark()))
                    .isPresent()) {
                alike.add(at);
            }
        }
        int second = (HEAD + ONE + REST).indexOf("2026-11-30T23:54:42Z");
        assertThat(alike)
                .hasSizeBetween(40, 36 + 14)
                .allMatch(at -> (at >= HEAD.length() && at < HEAD.length() + 36) || (at >= second && at < second + 19));
        assertThat(likeness(HEAD + ONE + REST + " ").mark()).isNotEqualTo(likeness.mark());
    }

    @Test
    void seesWhereTheGapsAre() {
        // the same bytes between the gaps, which are elsewhere
        String one = (HEAD + ONE + REST)
                .replace("\"time\":\"2026-11-30T23:54:42Z\"", "\"time\":\"2026-11-30T23:54:42Z\",\"time\":\"\"");
        String other = (HEAD + ONE + REST)
                .replace("\"time\":\"2026-11-30T23:54:42Z\"", "\"time\":\"\",\"time\":\"2026-11-30T23:54:42Z\"");

        assertThat(likeness(one).mark()).isNotEqualTo(likeness(other).mark());
    }

    @Test
    void hasNoneWithTooManyGaps() {
        String mount = ",{\"name\":\"kube-api-access-x2x9z\"}";
        String body = HEAD + ONE + REST;
        String last = "{\"name\":\"data\",\"mountPath\":\"/d\"}";

        assertThat(Likeness.of(bytes(body.replace(last, last + mount.repeat(60)))))
                .isPresent();
        assertThat(Likeness.of(bytes(body.replace(last, last + mount.repeat(61)))))
                .isEmpty();
    }

    @Test
    void anAnswerIsGivenAgainToAnotherUid() {
        byte[] written = ReviewWriter.write(ONE, ReviewAnswer.ignored());
        Likeness other = likeness((HEAD + OTHER + REST).replace("x2x9z", "4hk8t"));

        assertThat(isAnswered(HEAD + ONE + REST, ReviewAnswer.ignored())).isTrue();
        assertThat(other.answer(written)).isEqualTo(ReviewWriter.write(OTHER, ReviewAnswer.ignored()));
        assertThat(written).isEqualTo(ReviewWriter.write(ONE, ReviewAnswer.ignored()));
        assertThat(other.isAnswered(review(HEAD + OTHER + REST), ReviewAnswer.ignored(), written))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a container, or a Secret, of that name
                "\"containers\":[{\"name\":\"kube-api-access-x2x9z\",",
                "\"imagePullSecrets\":[{\"name\":\"kube-api-access-x2x9z\"}],\"containers\":[{",
                // an environment, which nobody reads
                "\"containers\":[{\"env\":[{\"name\":\"kube-api-access-x2x9z\"}],",
                // a second that somebody may read
                "\"nodeSelector\":{\"time\":\"2026-11-30T23:54:42Z\"},\"containers\":[{",
                "\"nodeSelector\":{\"x\\\"time\":\"2026-11-30T23:54:42Z\"},\"containers\":[{"
            })
    void noneIsKeptWhereAGapMayMeanMore(String containers) {
        String body = (HEAD + ONE + REST).replace("\"containers\":[{", containers);

        assertThat(isAnswered(body, ReviewAnswer.ignored())).isFalse();
    }

    @Test
    void noneIsKeptOfTwoVolumesOrOfMountsWithoutAny() {
        String body = HEAD + ONE + REST;

        assertThat(isAnswered(body.replace("\"data\"}],", "\"kube-api-access-x2x9z\"}],"), ReviewAnswer.ignored()))
                .isFalse();
        assertThat(isAnswered(
                        body.replace("[{\"name\":\"kube-api-access-x2x9z\",\"projected\":{}},", "["),
                        ReviewAnswer.ignored()))
                .isFalse();
        assertThat(isAnswered(body.replace("kube-api-access-x2x9z", "none"), ReviewAnswer.ignored()))
                .isTrue();
    }

    @Test
    void noneIsKeptThatTellsTheName() {
        ReviewAnswer nothing = ReviewAnswer.ignored();
        ReviewAnswer telling = new ReviewAnswer(
                false, 403, "volume `kube-api-access-x2x9z`", Patch.NONE, List.of(), new TreeMap<>(), nothing.log());

        assertThat(isAnswered(HEAD + ONE + REST, telling)).isFalse();
        Patch patch =
                new Patch(List.of(new Operation(Operation.Kind.ADD, "/spec/x", new TextNode("kube-api-access-x2x9z"))));
        ReviewAnswer writing = new ReviewAnswer(true, 0, "", patch, List.of(), new TreeMap<>(), nothing.log());
        assertThat(isAnswered(HEAD + ONE + REST, writing)).isFalse();
    }

    @Test
    void hasOneWithTheEscapesThatKubernetesWrites() {
        assertThat(Likeness.of(bytes(HEAD + ONE + "\",\"x\":\"\\u003c\\u0026\\u2028\\u0007\"" + REST)))
                .isPresent();
    }

    @Test
    void noneIsKeptWhereTheOldObjectTellsASecond() {
        String body = (HEAD + ONE + REST)
                .replace("\"object\":", "\"oldObject\":{\"time\":\"2026-11-30T23:54:42Z\"},\"object\":");

        assertThat(isAnswered(body, ReviewAnswer.ignored())).isFalse();
    }

    @Test
    void ephemeralContainersMountItToo() {
        String body = (HEAD + ONE + REST).replace("\"containers\":[", "\"ephemeralContainers\":[");

        assertThat(isAnswered(body, ReviewAnswer.ignored())).isTrue();
    }

    private static boolean isAnswered(String body, ReviewAnswer answer) {
        return likeness(body).isAnswered(review(body), answer, ReviewWriter.write(ONE, answer));
    }

    private static Review review(String body) {
        return ReviewReader.read(bytes(body)).fold(read -> read, issues -> {
            throw new AssertionError(issues.toString());
        });
    }

    private static Likeness likeness(String body) {
        return Likeness.of(bytes(body)).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
