package dev.entitlements.codec.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.patch.Operation;
import dev.entitlements.codec.patch.Patch;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewWriterTest {
    private static final String START =
            "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":";
    private static final ReviewAnswer.Facts FACTS = new ReviewAnswer.Facts("admitted", "enforce", List.of());

    @Test
    void writesAnAdmissionWithoutAPatchType() {
        assertThat(written("u-1", ReviewAnswer.ignored())).isEqualTo(START + "{\"uid\":\"u-1\",\"allowed\":true}}");
    }

    @Test
    void writesAPatchInBase64WithItsType() {
        String patch = "[{\"op\":\"remove\",\"path\":\"/spec/hostPID\"}]";
        Patch operations = new Patch(List.of(Operation.remove("/spec/hostPID")));

        String written = written("u-1", answer(operations, List.of(), Map.of()));

        assertThat(written)
                .isEqualTo(START + "{\"uid\":\"u-1\",\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\""
                        + Base64.getEncoder().encodeToString(patch.getBytes(UTF_8)) + "\"}}");
    }

    @Test
    void writesWarningsAndAuditAnnotations() {
        Map<String, String> audit = Map.of("revision", "sha256:1", "granted", "{}");

        assertThat(written("u-1", answer(Patch.NONE, List.of("mind \"this\""), audit)))
                .isEqualTo(START + "{\"uid\":\"u-1\",\"allowed\":true,\"warnings\":[\"mind \\\"this\\\"\"],"
                        + "\"auditAnnotations\":{\"granted\":\"{}\",\"revision\":\"sha256:1\"}}}");
    }

    @ParameterizedTest
    @CsvSource({"400,BadRequest", "403,Forbidden", "500,InternalError", "503,ServiceUnavailable"})
    void writesARefusalWithItsStatusAndNeverAPatch(int code, String reason) {
        Patch operations = new Patch(List.of(Operation.remove("/spec/hostPID")));
        ReviewAnswer refused =
                new ReviewAnswer(false, code, "not \uD800permitted", operations, List.of(), new TreeMap<>(), FACTS);

        assertThat(written("u-1", refused))
                .isEqualTo(START + "{\"uid\":\"u-1\",\"allowed\":false,\"status\":{\"code\":" + code
                        + ",\"message\":\"not \uFFFDpermitted\",\"reason\":\"" + reason + "\"}}}");
    }

    private static ReviewAnswer answer(Patch patch, List<String> warnings, Map<String, String> audit) {
        return new ReviewAnswer(true, 0, "", patch, warnings, new TreeMap<>(audit), FACTS);
    }

    private static String written(String uid, ReviewAnswer answer) {
        return new String(ReviewWriter.write(uid, answer), UTF_8);
    }
}
