package dev.entitlements.shell.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same question again and again, through the door. */
@QuarkusTest
@WithTestResource(ServerFolder.class)
class RepeatedReviewTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String REPEATED = "entitlements_decisions_repeated_total";
    private static final String DECIDED = "entitlements_decisions_total{door=\"mutate\"";

    @ParameterizedTest
    @ValueSource(strings = {"network.user", "network.usr"})
    void isAnsweredInTheSameWordsToItsOwnUid(String names) {
        String pod = pod(names);
        double repeated = Ports.metric(REPEATED);
        double decided = Ports.metric(DECIDED);
        // whoever asks in another spelling is never told what was told before
        String anew = answer(Reviews.repeated(pod, new UUID(0, 0)) + " ", new UUID(0, 0));
        for (int time = 0; time < 10; time++) {
            UUID uid = UUID.randomUUID();

            assertThat(answer(Reviews.repeated(pod, uid), uid)).isEqualTo(anew);
        }

        assertThat(Ports.metric(REPEATED) - repeated).isEqualTo(8);
        assertThat(Ports.metric(DECIDED) - decided).isEqualTo(11);
    }

    @Test
    void isDecidedAnewWhereItIsToBeStored() {
        String pod = pod("network.user").replace("\"app:1\"", "\"app:1\",\"securityContext\":{\"privileged\":true}");
        for (int time = 0; time < 5; time++) {
            assertThat(body("/mutate", Reviews.repeated(pod, UUID.randomUUID())))
                    .contains("\"allowed\":true");
        }
        double repeated = Ports.metric(REPEATED);
        for (int time = 0; time < 5; time++) {
            assertThat(body("/validate", Reviews.repeated(pod, UUID.randomUUID())))
                    .contains("\"allowed\":false", "`privileged: true` is not granted");
        }

        assertThat(Ports.metric(REPEATED)).isEqualTo(repeated);
    }

    @Test
    void isDecidedAnewWhereItIsLarge() {
        String pod = pod("network.user").replace("app:1", "app:1" + "1".repeat(Repeats.LARGEST));
        double repeated = Ports.metric(REPEATED);
        for (int time = 0; time < 5; time++) {
            body("/mutate", Reviews.repeated(pod, UUID.randomUUID()));
        }

        assertThat(Ports.metric(REPEATED)).isEqualTo(repeated);
    }

    @Test
    void isAnsweredByTheRulebookInForce() throws IOException {
        String pod = pod("network.bind");
        Path file = ServerFolder.policy("everything.yaml");
        String original = Files.readString(file);
        await(pod, "\"allowed\":true");
        try {
            Files.writeString(file, original.replace("[network.bind]", "[network.proxy]"));
            await(pod, "\"allowed\":false");
        } finally {
            Files.writeString(file, original);
        }
        await(pod, "\"allowed\":true");
    }

    private static void await(String pod, String words) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!body("/mutate", Reviews.repeated(pod, UUID.randomUUID())).contains(words)) {
            assertThat(Instant.now()).as(words).isBefore(end);
        }
    }

    private static String answer(String review, UUID uid) {
        String answer = body("/mutate", review);
        assertThat(answer).contains("\"uid\":\"" + uid + "\"");
        return answer.replace(uid.toString(), "UID");
    }

    private static String body(String door, String review) {
        return given().relaxedHTTPSValidation()
                .header("Content-Type", "application/json")
                .body(review.getBytes(UTF_8))
                .post(Ports.door(door))
                .asString();
    }

    private static String pod(String names) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"%s-","annotations":\
                {"entitlements.dev/pod":"%s"}},"spec":{"containers":[{"name":"app","image":"app:1"}]}}""".formatted("p" + UUID.randomUUID(), names);
    }
}
