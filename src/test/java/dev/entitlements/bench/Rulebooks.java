package dev.entitlements.bench;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReader;
import dev.entitlements.codec.rulebook.SourceFile;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Loads rulebooks from folders, and fails where there is none. */
final class Rulebooks {
    private Rulebooks() {}

    /** The rulebook of a profiles folder's catalogue with the policies of another folder. */
    static Rulebook load(Path profiles, Path policies) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path folder : List.of(profiles.resolve("catalogue"), policies)) {
            try (Stream<Path> found = Files.list(folder)) {
                for (Path file : found.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    files.add(new SourceFile(file.toString(), Files.readString(file)));
                }
            }
        }
        RulebookCircumstances circumstances = new RulebookCircumstances(LocalDate.of(2026, 11, 22), Delivery.AGENT);
        return Objects.requireNonNull(RulebookReader.read(files, circumstances).rulebook());
    }
}
