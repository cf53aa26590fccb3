package dev.entitlements.truth.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.truth.Needs;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.OciRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same of what the kernel's audit writes about nginx, below a profile that only logs. */
@Tag("truth")
@ResourceLock(Needs.AUDIT)
class AuditTruthTest {
    private static final String WHAT = "recorded by audit";
    private static final String LOGGING = """
            {"defaultAction": "SCMP_ACT_LOG", "architectures": ["SCMP_ARCH_X86_64"]}
            """;

    @TempDir
    Path folder;

    private OciRuntime runtime;
    private Trial nginx;
    private HostRoot host;

    @BeforeEach
    void findNginx() {
        runtime = OciRuntime.runc(WHAT);
        StartMatrixTest.PROGRAMS.forEach(program -> Needs.program(WHAT, program));
        host = HostRoot.make(WHAT);
        nginx = Trials.all().stream()
                .filter(trial -> trial.program().equals("nginx") && trial.user().equals("www-data"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void grantsNothingOnAGuessWhereARecordHasNoArguments() throws IOException {
        try (Auditd auditd = Auditd.start(WHAT, folder)) {
            run();

            Recorder learned = Recorder.of(auditd.log(), "--comm", "nginx");

            assertThat(learned.names()).isEqualTo("network.none, security.confined");
            assertThat(learned.each("/unknownArguments", "call")).contains("socket");
            int socket = learned.each("/unknownArguments", "call").indexOf("socket");
            assertThat(learned.texts("/unknownArguments/" + socket + "/withOthers"))
                    .containsExactly("network.user", "network.baseline");
            assertThat(learned.each("/floor", "call")).contains("accept4", "bind", "epoll_wait", "writev");
        }
    }

    @Test
    void readsTheArgumentsWhereARuleOfAuditRecordsThem() throws IOException {
        try (Auditd auditd = Auditd.start(WHAT, folder)) {
            auditd.watch("socket", Users.number(nginx.user()));
            run();

            Recorder learned = Recorder.of(auditd.log(), "--comm", "nginx");

            assertThat(learned.names()).isEqualTo(nginx.names());
            assertThat(learned.each("/needed/0/calls", "call")).containsExactly("socket(AF_INET)");
        }
    }

    private void run() throws IOException {
        Path logging = Files.writeString(folder.resolve("logging.json"), LOGGING);
        ContainerSpec spec =
                nginx.decided().applyTo(host.container(nginx.words())).withSeccomp(logging);
        Answer answer = runtime.run(spec);
        assertThat(answer.lines()).as(answer.errors()).contains(nginx.says());
    }
}
