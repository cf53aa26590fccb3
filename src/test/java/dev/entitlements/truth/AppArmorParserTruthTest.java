package dev.entitlements.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.entitlements.codec.profile.AppArmorText;
import dev.entitlements.truth.runtime.Answer;
import dev.entitlements.truth.runtime.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** AppArmor's own parser takes every profile, with every feature of the language's version 3.0 and warnings as errors. */
@Tag("truth")
class AppArmorParserTruthTest {
    private static final String WHAT = "AppArmor's language";
    private static final Path FEATURES = Path.of("/etc/apparmor.d/abi/3.0");

    @Test
    void everyProfileIsTakenWithoutAWarning() throws IOException {
        List<String> words = parser();
        Path folder = Files.createDirectories(Path.of("target", "truth", "apparmor"));
        for (String name : TruthBundle.BUNDLE.appArmor().keySet()) {
            Path file = folder.resolve(name);
            Files.writeString(
                    file,
                    AppArmorText.write(TruthBundle.BUNDLE.appArmor().get(name).model(), name));
            words.add(file.toAbsolutePath().toString());
        }

        Answer answer = Command.run(folder, words);

        // nothing was attempted below these profiles, so they are no attempts
        Tally.RUN.fact(
                "appArmorParsed",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("profiles", TruthBundle.BUNDLE.appArmor().size())
                        .put("taken", answer.exitCode() == 0));
        assertThat(answer.errors().lines().filter(line -> !line.startsWith("Cache read/write disabled")))
                .isEmpty();
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void aRuleThatTheLanguageHasNotIsRefused() throws IOException {
        List<String> words = parser();
        Path folder = Files.createDirectories(Path.of("target", "truth", "apparmor"));
        Path file = folder.resolve("wrong");
        Files.writeString(file, "abi <abi/3.0>,\nprofile wrong {\n  capability frobnicate,\n}\n");
        words.add(file.toAbsolutePath().toString());

        Answer answer = Command.run(folder, words);

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.errors()).contains("frobnicate");
    }

    /** Nothing is loaded, and the kernel's features are the language's own and not this machine's. */
    private static List<String> parser() {
        if (!Files.exists(FEATURES)) {
            Needs.missing(WHAT, "needs `apparmor`: run .ci/setup-truth");
        }
        Needs.program(WHAT, "apparmor_parser");
        return new ArrayList<>(List.of(
                "apparmor_parser",
                "--skip-kernel-load",
                "--skip-cache",
                "--skip-read-cache",
                "--kernel-features",
                FEATURES.toString(),
                "--policy-features",
                FEATURES.toString(),
                "--warn=all",
                "--Werror=all"));
    }
}
