package dev.entitlements.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged program, told to listen where another one does: it says so, and nothing else. */
@Tag("apiserver")
class TakenAddressTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder = Path.of("target/apiserver", "taken-address-" + System.nanoTime());
    private final Path log = folder.resolve("log");

    @Test
    void theAgentSaysWhatToDo() throws IOException {
        Files.createDirectories(folder);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = Loopback.ADDRESS + ":" + taken.getLocalPort();
            List<String> command = new ArrayList<>(Program.command());
            command.addAll(List.of("node-agent", "--listen", address));
            command.addAll(List.of("--seccomp-dir", folder.toString()));
            command.addAll(List.of("--policies", "profiles/policies/examples"));
            try (Child child = Child.start(new Child.Launch(command, Map.of(), log))) {
                Waiting.until("it ends", PATIENCE, () -> !child.isAlive());
            }

            assertThat(Files.readString(log))
                    .isEqualTo("error: `" + address + "` cannot be listened at: Address already in use\n"
                            + "help: choose another address with `--listen`, or `none`\n");
        }
    }
}
