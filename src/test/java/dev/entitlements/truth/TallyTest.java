package dev.entitlements.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The summary says all that was counted. */
class TallyTest {
    @Test
    void keepsEveryReasonForWhichSomethingWasNotTried() {
        Tally tally = new Tally();

        tally.skipped("containers", "needs `runc`");
        tally.skipped("containers", "needs `crun`");
        tally.skipped("containers", "needs `runc`");

        assertThat(tally.toJson().path("skipped").toString())
                .isEqualTo("[\"containers: needs `crun`\",\"containers: needs `runc`\"]");
    }

    @Test
    void countsMismatchesOfRunsAndOfEvaluationsTogether() {
        Tally tally = new Tally();

        tally.rows("runc", 10, 1);
        tally.rows("runc", 5, 0);
        tally.evaluated("arm64", 7, 2);

        assertThat(tally.toJson().path("mismatches").asInt()).isEqualTo(3);
        assertThat(tally.toJson().path("rows").asInt()).isEqualTo(15);
        assertThat(tally.toJson().path("rowsEvaluated").path("arm64").asInt()).isEqualTo(7);
        assertThat(tally.toJson().path("evaluated").toString()).isEqualTo("[\"arm64\"]");
    }
}
