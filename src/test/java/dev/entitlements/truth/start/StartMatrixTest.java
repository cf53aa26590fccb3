package dev.entitlements.truth.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.truth.Needs;
import dev.entitlements.truth.Tally;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Escalation;
import dev.entitlements.truth.runtime.OciRuntime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs start and answer with the least names we give for them, and with one level less they do not, for the reason
 * we give. Capabilities, profile and escalation are those the engine decides.
 */
@Tag("truth")
class StartMatrixTest {
    private static final String WHAT = "start matrix";
    static final List<String> PROGRAMS = List.of(
            "runc",
            "crun",
            "gcc",
            "musl-gcc",
            "go",
            "java",
            "node",
            "python3",
            "nginx",
            "curl",
            "redis-server",
            "psql",
            "strace");

    private static HostRoot host;

    @BeforeAll
    static void makeRoot() {
        Needs.root(WHAT);
        PROGRAMS.forEach(program -> Needs.program(WHAT, program));
        host = HostRoot.make(WHAT);
    }

    static List<Trial> trials() {
        return Trials.all();
    }

    static Stream<Trial> started() {
        return Trials.all().stream().filter(trial -> trial.ending() == Trial.Ending.STARTED);
    }

    @ParameterizedTest
    @MethodSource("trials")
    void endsAsWeSayBelowRunc(Trial trial) {
        ContainerSpec decided = trial.decided().applyTo(host.container(trial.words()));

        check(trial, OciRuntime.runc(WHAT), decided);
    }

    /** A profile that starts a program under no_new_privs must do so without, and the other way round. */
    @ParameterizedTest
    @MethodSource("started")
    void startsWithAndWithoutNoNewPrivileges(Trial trial) {
        ContainerSpec decided = trial.decided().applyTo(host.container(trial.words()));
        Escalation other = decided.escalation() == Escalation.ALLOWED ? Escalation.FORBIDDEN : Escalation.ALLOWED;

        check(trial, OciRuntime.runc(WHAT), decided.withEscalation(other));
    }

    @ParameterizedTest
    @MethodSource("started")
    void startsBelowCrun(Trial trial) {
        ContainerSpec decided = trial.decided().applyTo(host.container(trial.words()));

        check(trial, OciRuntime.crun(WHAT), decided);
    }

    private static void check(Trial trial, OciRuntime runtime, ContainerSpec spec) {
        long start = System.nanoTime();
        Answer answer = runtime.run(spec);
        Tally.RUN.seconds(WHAT, (System.nanoTime() - start) / 1e9);
        boolean started = answer.exitCode() == 0 && answer.lines().contains(trial.says());
        if (trial.ending() == Trial.Ending.STARTED) {
            Tally.RUN.programs(started ? 1 : 0, started ? 0 : 1);
            assertThat(started).as(trial + ": " + answer).isTrue();
        } else {
            // it must not start, and for our reason: a program that starts or fails otherwise is a failure
            boolean refused = answer.exitCode() != 0 && (answer.output() + answer.errors()).contains(trial.says());
            Tally.RUN.programs(0, refused ? 0 : 1);
            assertThat(refused).as(trial + ": " + answer).isTrue();
        }
    }
}
