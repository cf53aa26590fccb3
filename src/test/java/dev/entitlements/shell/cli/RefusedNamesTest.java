package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A pod whose names are refused is told of what it declares besides, and of nothing that it never wrote. */
class RefusedNamesTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, annotations: {entitlements.dev/pod: network.admin}}
            spec:
              hostPID: true
              containers: [{name: app, image: app%s}]
            """;

    @Test
    void holdsNoProfileOfOursAgainstThePod() {
        Session session = dryRun(POD.formatted(""));

        assertThat(session.out().lines().filter(line -> line.startsWith("  refuse")))
                .containsExactly(
                        "  refuse ENTITLEMENT_NOT_ALLOWED metadata.annotations[entitlements.dev/pod]: entitlement"
                                + " `network.admin` is not allowed for service account `pay-eu/default`",
                        "  refuse HOST_PID_NOT_GRANTED spec.hostPID: `hostPID: true` is not granted");
    }

    @Test
    void holdsAProfileAgainstThePodThatTheAuthorDeclared() {
        Session session = dryRun(POD.formatted(", securityContext: {seccompProfile: {type: Unconfined}}"));

        assertThat(session.out()).contains("refuse SECCOMP_NOT_GRANTED app.securityContext.seccompProfile");
    }

    private static Session dryRun(String pod) {
        return Session.reading(
                pod, "dry-run", "--policies", "src/test/resources/same/policies", "-n", "pay-eu", "-f", "-");
    }
}
