package dev.entitlements.truth.vm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * AppArmor's own compiler, with every warning an error but one: that a kernel knows AF_UNIX only as a family like others,
 * as all but Ubuntu's do, which is all that our profiles ask of it.
 */
final class AppArmorParser {
    private final Path folder;
    private final Path features;

    /** For a kernel with these features, as the parser writes them. */
    AppArmorParser(Path folder, String features) throws IOException {
        this.folder = folder;
        this.features = Files.writeString(folder.resolve("features"), features);
    }

    /** What the kernel loads for this profile. */
    byte[] compile(String text) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("profile"), text);
        Path said = folder.resolve("parser-said");
        Path compiled = folder.resolve("compiled");
        Process process = new ProcessBuilder(
                        "apparmor_parser",
                        "-K",
                        "-T",
                        "-S",
                        "--kernel-features",
                        features.toString(),
                        "--warn=all",
                        "--warn=no-rule-downgraded",
                        "--Werror=all",
                        "--Werror=no-rule-downgraded",
                        source.toString())
                .redirectError(said.toFile())
                .redirectOutput(compiled.toFile())
                .start();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalArgumentException("apparmor_parser says " + code + ": "
                    + Files.readString(said, StandardCharsets.UTF_8) + "\n" + text);
        }
        return Files.readAllBytes(compiled);
    }
}
