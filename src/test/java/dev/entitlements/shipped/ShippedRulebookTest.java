package dev.entitlements.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReader;
import dev.entitlements.codec.rulebook.RulebookReading;
import dev.entitlements.codec.rulebook.SourceFile;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.bundle.Profiles;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code profiles/} as the program reads them. */
class ShippedRulebookTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @ValueSource(strings = {"profiles/policies", "profiles/policies/examples"})
    void hasNoProblem(String policies) {
        RulebookReading reading = read(policies);

        assertThat(reading.issues().stream().map(Issue::toString)).isEmpty();
        assertThat(reading.rulebook()).isNotNull();
    }

    @Test
    void starterKeepsTheRuntimesDefaultProfilesInWarnMode() {
        Rulebook rulebook = rulebook("profiles/policies");

        Policy starter = rulebook.policies().all().get(0);
        Profiles profiles = rulebook.bundle().profilesFor(starter.defaults());

        assertThat(rulebook.policies().all()).hasSize(1);
        assertThat(starter.mode()).isEqualTo(Mode.WARN);
        assertThat(profiles).isEqualTo(Profiles.RUNTIME_DEFAULT);
    }

    @Test
    void examplesEnforceAndGiveOrdinaryPodsNothingBeyondRestricted() {
        Rulebook rulebook = rulebook("profiles/policies/examples");

        Policy everyone = rulebook.policies().all().stream()
                .filter(policy -> policy.match().isEverything())
                .findFirst()
                .orElseThrow();

        assertThat(rulebook.enforces()).isTrue();
        assertThat(everyone.defaults()).allMatch(id -> rulebook.catalogue()
                .find(id)
                .orElseThrow()
                .podSecurityLevel()
                .word()
                .equals("restricted"));
    }

    @Test
    void theProgramsReaderSeesTheSameCatalogueAsTheTestsOwn() {
        Catalogue catalogue = rulebook("profiles/policies").catalogue();

        assertThat(catalogue.reference()).isEqualTo(ShippedCatalogue.CATALOGUE.reference());
        for (EntitlementId id : ShippedCatalogue.everything()) {
            assertThat(catalogue.confinement(id)).isEqualTo(ShippedCatalogue.CATALOGUE.confinement(id));
            assertThat(catalogue.grants(id)).isEqualTo(ShippedCatalogue.CATALOGUE.grants(id));
        }
    }

    // the catalogue of the design, level by level
    @Test
    void theCatalogueIsWhole() {
        List<String> lines = ShippedCatalogue.CATALOGUE.entries().stream()
                .map(ShippedRulebookTest::line)
                .toList();

        assertThat(String.join("\n", lines)).isEqualTo("""
                api.access=kubernetes:all:allow, api, restricted, pod
                api.access=kubernetes:all:deny, api floor, restricted, pod
                host.devices.admin, host.devices, privileged, container
                host.devices.none, host.devices floor, restricted, container
                host.devices.use, host.devices, restricted, container, repeatable string
                host.devices.view, host.devices, privileged, container
                host.files.admin, host.files, privileged, container, repeatable path
                host.files.none, host.files floor, restricted, container
                host.files.view, host.files, privileged, container, repeatable path
                host.ipc.admin, host.ipc, privileged, pod
                host.ipc.none, host.ipc floor, restricted, pod
                host.processes.admin, host.processes, privileged, pod
                host.processes.none, host.processes floor, restricted, pod
                host.users.admin, host.users floor, restricted, pod
                host.users.none, host.users, restricted, pod
                network.admin, network, privileged, container
                network.baseline, network, baseline, container
                network.bind, network, restricted, container
                network.host, added, privileged, pod
                network.none, network floor, restricted, container
                network.proxy, network, privileged, container
                network.user, network, restricted, container
                sandbox.none, sandbox floor, restricted, pod
                sandbox.runtime, sandbox, restricted, pod, string
                security.admin, security, privileged, container
                security.baseline, security, baseline, container
                security.confined, security floor, restricted, container
                security.debug, added, privileged, container
                security.fs-read-only, rootfs floor, restricted, container
                security.fs-write, rootfs, restricted, container
                security.memory-lock, added, privileged, container
                security.privileged, security, privileged, container
                security.root, security, baseline, container
                security.view, security, privileged, container""");
    }

    private static String line(Entitlement entry) {
        String domain = entry.domain().isEmpty() ? "added" : entry.domain();
        List<String> words = new ArrayList<>(List.of(
                entry.id().toString(),
                entry.floor() ? domain + " floor" : domain,
                entry.podSecurityLevel().word(),
                entry.scope().name().toLowerCase(Locale.ROOT)));
        if (entry.argument().kind().isFree()) {
            words.add((entry.repeatable() ? "repeatable " : "")
                    + entry.argument().kind().name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", words);
    }

    private static Rulebook rulebook(String policies) {
        return Objects.requireNonNull(read(policies).rulebook());
    }

    private static RulebookReading read(String policies) {
        List<SourceFile> files = new ArrayList<>(files(Path.of("profiles", "catalogue")));
        files.addAll(files(Path.of(policies)));
        return RulebookReader.read(files, new RulebookCircumstances(TODAY, Delivery.AGENT));
    }

    private static List<SourceFile> files(Path directory) {
        try (Stream<Path> found = Files.list(directory)) {
            List<SourceFile> files = new ArrayList<>();
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                files.add(new SourceFile(file.toString(), Files.readString(file)));
            }
            return files;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
