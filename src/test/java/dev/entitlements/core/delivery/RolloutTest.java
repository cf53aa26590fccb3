package dev.entitlements.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.delivery.ClusterNode.State;
import dev.entitlements.core.delivery.NodeReport.AppArmorSupport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final String OLD = "old";
    private static final String NEW = "new";

    @Test
    void waitsForTheNodesThatLackIt() {
        Rollout rollout = judge(List.of(node("b", OLD), node("a", OLD), node("c", NEW)), NOW);

        assertThat(rollout.verdict()).isEqualTo(Rollout.Verdict.WAITING);
        assertThat(rollout.lacking()).containsExactly("a", "b");
        assertThat(rollout.due()).isEqualTo(NOW.plus(DEADLINE));
    }

    @Test
    void isCompleteWhereEveryReadyNodeHasIt() {
        Rollout rollout = judge(
                List.of(
                        node("a", NEW),
                        new ClusterNode("b", State.NOT_READY, NOW, null),
                        new ClusterNode("c", State.OTHER_SYSTEM, NOW, null)),
                NOW);

        assertThat(rollout.verdict()).isEqualTo(Rollout.Verdict.COMPLETE);
    }

    @Test
    void waitsForAReadyNodeThatSaysNothing() {
        Rollout rollout = judge(List.of(node("a", NEW), new ClusterNode("b", State.READY, NOW, null)), NOW);

        assertThat(rollout.verdict()).isEqualTo(Rollout.Verdict.WAITING);
        assertThat(rollout.lacking()).containsExactly("b");
    }

    @Test
    void isOverdueAtTheDeadline() {
        Rollout.Aim aim = new Rollout.Aim(NEW, NOW.minus(DEADLINE), DEADLINE);

        assertThat(Rollout.judge(List.of(node("a", OLD)), aim, NOW).verdict()).isEqualTo(Rollout.Verdict.OVERDUE);
        assertThat(Rollout.judge(List.of(node("a", OLD)), aim, NOW.minusMillis(1))
                        .verdict())
                .isEqualTo(Rollout.Verdict.WAITING);
        assertThat(Rollout.unknown(aim, NOW).verdict()).isEqualTo(Rollout.Verdict.OVERDUE);
        assertThat(Rollout.unknown(aim, NOW.minusMillis(1)).verdict()).isEqualTo(Rollout.Verdict.WAITING);
    }

    /** A report of long ago, or of a hostile node, must not make a rulebook overdue for everybody. */
    @Test
    void believesNoNodeAboutTime() {
        ClusterNode old =
                new ClusterNode("a", State.READY, NOW, report(AppArmorSupport.YES, Map.of(NEW, Instant.EPOCH)));

        Rollout rollout = judge(List.of(old, node("b", OLD)), NOW);

        assertThat(rollout.verdict()).isEqualTo(Rollout.Verdict.WAITING);
        assertThat(rollout.due()).isEqualTo(NOW.plus(DEADLINE));
    }

    @Test
    void hasAppArmorWhereEveryReadyNodeHas() {
        ClusterNode with = node("a", NEW);
        ClusterNode without = new ClusterNode("b", State.READY, NOW, report(AppArmorSupport.NO, Map.of()));
        ClusterNode away = new ClusterNode("c", State.NOT_READY, NOW, report(AppArmorSupport.NO, Map.of()));

        assertThat(Rollout.hasAppArmor(List.of(with, away), DEADLINE, NOW)).isTrue();
        assertThat(Rollout.hasAppArmor(List.of(with, without), DEADLINE, NOW)).isFalse();
        assertThat(Rollout.hasAppArmor(List.of(), DEADLINE, NOW)).isFalse();
    }

    @Test
    void givesANodeThatJustJoinedTimeToSayWhetherItHasAppArmor() {
        ClusterNode with = node("a", NEW);
        ClusterNode fresh =
                new ClusterNode("b", State.READY, NOW.minus(DEADLINE).plusMillis(1), null);
        ClusterNode mute = new ClusterNode("b", State.READY, NOW.minus(DEADLINE), null);

        assertThat(Rollout.hasAppArmor(List.of(with, fresh), DEADLINE, NOW)).isTrue();
        assertThat(Rollout.hasAppArmor(List.of(with, mute), DEADLINE, NOW)).isFalse();
        assertThat(Rollout.hasAppArmor(List.of(fresh), DEADLINE, NOW))
                .as("silence alone is no yes")
                .isFalse();
    }

    private static Rollout judge(List<ClusterNode> nodes, Instant now) {
        return Rollout.judge(nodes, new Rollout.Aim(NEW, NOW, DEADLINE), now);
    }

    private static ClusterNode node(String name, String bundle) {
        return new ClusterNode(name, State.READY, NOW, report(AppArmorSupport.YES, Map.of(bundle, NOW)));
    }

    private static NodeReport report(AppArmorSupport appArmor, Map<String, Instant> bundles) {
        return new NodeReport("sha256:1", "boot", "1", "amd64", appArmor, bundles, 0, "");
    }
}
