package dev.entitlements.truth;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;

import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.shipped.ShippedCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The bundle of a rulebook that permits the whole shipped catalogue, and its files. */
public final class TruthBundle {
    /** Every profile that any combination of shipped names can need. */
    public static final Bundle BUNDLE = Bundle.of(CATALOGUE, ShippedCatalogue.everything(), Delivery.AGENT);

    private static final Map<Path, Path> FILES = new ConcurrentHashMap<>();

    private TruthBundle() {}

    /** What a seccomp profile lets through. */
    public static SeccompModel model(String name) {
        return Objects.requireNonNull(BUNDLE.seccomp().get(name)).model();
    }

    /** The file of the floor's seccomp profile, for this machine's architecture. */
    public static Path floor() {
        return file(
                Objects.requireNonNull(BUNDLE.profilesFor(List.of()).seccomp().name())
                        .text());
    }

    /** The file of a seccomp profile, for this machine's architecture. */
    public static Path file(String name) {
        return file(name, Architecture.AMD64);
    }

    /** The same for another architecture. It is written once, for a runtime may be reading it. */
    public static Path file(String name, Architecture architecture) {
        Path file = Path.of("target", "truth", "profiles", architecture.word())
                .resolve(name)
                .toAbsolutePath();
        return FILES.computeIfAbsent(file, absent -> write(absent, SeccompJson.write(model(name), architecture)));
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write profile " + file, e);
        }
    }
}
