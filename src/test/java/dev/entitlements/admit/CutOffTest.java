package dev.entitlements.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.admit.NamespaceFacts.Isolation;
import dev.entitlements.core.decision.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutOffTest {
    @Test
    void warnsOfAPodWithoutNetworkThatNoPolicyCutsOff() {
        List<Finding> findings = findings("network.none", "shop", Isolation.ABSENT);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).message())
                .isEqualTo("no NetworkPolicy of namespace `shop` cuts off pods with `network.none`: only seccomp keeps"
                        + " them off");
        assertThat(findings.get(0).help()).isEqualTo("apply to it what `compile --format network-policies` writes");
    }

    @ParameterizedTest
    @CsvSource({"network.none,PRESENT", "network.none,UNKNOWN", "network.user,ABSENT"})
    void saysNothingElsewhere(String level, Isolation isolation) {
        assertThat(findings(level, "shop", isolation)).isEmpty();
    }

    private static List<Finding> findings(String level, String namespace, Isolation isolation) {
        Circumstances circumstances = new Circumstances(namespace, Map.of(), "default", Rules.TODAY, isolation);
        return PodAdmission.mutate(Given.pod(level), circumstances, Rules.examples()).decision().findings().stream()
                .filter(finding -> finding.message().contains("NetworkPolicy"))
                .toList();
    }
}
