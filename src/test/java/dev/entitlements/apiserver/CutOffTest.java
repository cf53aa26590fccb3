package dev.entitlements.apiserver;

import static dev.entitlements.apiserver.Scene.asking;
import static dev.entitlements.apiserver.Scene.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.shell.cli.CommandLineDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of pods without network, before and after the NetworkPolicy that cuts them off is there. */
@Tag("apiserver")
@ParameterizedClass
@MethodSource("dev.entitlements.apiserver.Clusters#versions")
class CutOffTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Scene scene;

    CutOffTest(String version) {
        scene = new Scene(version);
    }

    @Test
    void warnsUntilThePolicyIsThere(@TempDir Path out) {
        List<String> before = warnings();
        int code =
                CommandLineDoor.run(new String[] {"compile", "--format", "network-policies", "--out", out.toString()});
        String file = out.resolve("network-policies.yaml").toString();
        scene.cluster().kubectl().run("apply", "-n", "live", "-f", file).good();

        Waiting.until("no warning any more", PATIENCE, () -> warnings().isEmpty());

        scene.cluster().kubectl().run("delete", "-n", "live", "-f", file).good();
        scene.tried("a pod with network.none in a namespace without NetworkPolicy", String.join("; ", before));
        assertThat(code).isZero();
        assertThat(before).hasSize(1).allSatisfy(warning -> assertThat(warning)
                .contains("no NetworkPolicy of namespace `live` cuts off pods"));
    }

    private List<String> warnings() {
        return scene.imagine("live", asking(fresh("quiet"), "network.none")).warnings().stream()
                .filter(warning -> warning.contains("NetworkPolicy"))
                .toList();
    }
}
