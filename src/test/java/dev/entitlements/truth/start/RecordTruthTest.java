package dev.entitlements.truth.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.truth.Needs;
import dev.entitlements.truth.Tally;
import dev.entitlements.truth.decided.DecidedContainer;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Mount;
import dev.entitlements.truth.runtime.OciRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code record} learns of a program's real log is what that program needs: with exactly these names it runs, and
 * the start matrix says that with less it does not.
 */
@Tag("truth")
class RecordTruthTest {
    private static final String WHAT = "recorded programs";

    @TempDir
    Path folder;

    private static HostRoot host;
    private static OciRuntime runtime;

    @BeforeAll
    static void makeRoot() {
        runtime = OciRuntime.runc(WHAT);
        StartMatrixTest.PROGRAMS.forEach(program -> Needs.program(WHAT, program));
        host = HostRoot.make(WHAT);
    }

    /** Programs whose needs are system calls alone; a log cannot show other needs. */
    static Stream<Trial> programs() {
        return Trials.all().stream()
                .filter(trial -> trial.ending() == Trial.Ending.STARTED)
                .filter(trial -> trial.names().endsWith("security.confined"));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatIsLearnedIsWhatTheStartMatrixSays(Trial trial) {
        Recorder learned = Recorder.of(log(trial));

        assertThat(learned.names()).isEqualTo(trial.names());
        assertThat(learned.answer().path("proven").booleanValue()).isTrue();
        assertThat(learned.texts("/uncovered")).isEmpty();
        Answer answer = runtime.run(DecidedContainer.of(learned.names(), Users.number(trial.user()))
                .applyTo(host.container(trial.words())));
        boolean started = answer.exitCode() == 0 && answer.lines().contains(trial.says());
        Tally.RUN.programs(started ? 1 : 0, started ? 0 : 1);
        assertThat(started).as(trial + ": " + answer).isTrue();
    }

    @Test
    void saysWhichCapabilitiesNginxOfRootMayNeed() {
        Trial usual = Trials.all().stream()
                .filter(trial -> trial.program().equals("nginx") && trial.user().equals("root"))
                .findFirst()
                .orElseThrow();

        Recorder learned = Recorder.of(log(usual));

        assertThat(learned.names()).isEqualTo("network.user, security.confined");
        assertThat(learned.each("/capabilities", "capability"))
                .containsExactly("CHOWN", "NET_BIND_SERVICE", "SETGID", "SETUID");
        assertThat(learned.texts("/capabilities/1/entitlements")).containsExactly("network.bind");
        assertThat(learned.texts("/capabilities/3/entitlements")).containsExactly("security.baseline");
    }

    /** Runs the program as it would run without us, with strace as its parent. */
    private Path log(Trial trial) {
        List<String> words = new ArrayList<>(List.of("strace", "-f", "-o", "/var/log.strace"));
        words.addAll(trial.words());
        ContainerSpec spec = trial.decided().applyTo(host.container(words)).withMount(Mount.writable(folder, "/var"));
        ContainerSpec unconfined = new ContainerSpec(
                spec.rootfs(),
                spec.args(),
                spec.user(),
                spec.capabilities(),
                null,
                "",
                spec.escalation(),
                spec.mounts(),
                spec.env());
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Answer answer = runtime.run(unconfined);
        assertThat(answer.lines()).as(answer.errors()).contains(trial.says());
        return folder.resolve("log.strace");
    }
}
