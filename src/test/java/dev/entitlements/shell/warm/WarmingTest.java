package dev.entitlements.shell.warm;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.Ports;
import dev.entitlements.shell.ServerFolder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A server that nobody has asked anything. */
@QuarkusTest
@TestProfile(WarmingTest.Untouched.class)
@WithTestResource(ServerFolder.class)
class WarmingTest {
    /** Starts a server of its own. */
    public static final class Untouched implements QuarkusTestProfile {}

    @Inject
    MeterRegistry registry;

    @Test
    void isReadyOnceItIsWarmAndHasCountedNothing() throws Exception {
        Ports.awaitReady();

        String status = given().get(Ports.management("/q/health/ready"))
                .jsonPath()
                .getString("checks.find { it.name == 'warm' }.status");

        assertThat(status).isEqualTo("UP");
        assertThat(registry.find("entitlements.decisions").counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
        assertThat(registry.find("entitlements.failures").counters())
                .isNotEmpty()
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }
}
