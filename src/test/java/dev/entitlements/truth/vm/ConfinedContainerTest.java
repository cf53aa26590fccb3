package dev.entitlements.truth.vm;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static dev.entitlements.shipped.ShippedCatalogue.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.profile.AppArmorText;
import dev.entitlements.core.bundle.AppArmorModel;
import dev.entitlements.core.bundle.BundledProfile;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.truth.LibseccompFacts;
import dev.entitlements.truth.Needs;
import dev.entitlements.truth.Tally;
import dev.entitlements.truth.TruthBundle;
import dev.entitlements.truth.model.RuntimeFacts;
import dev.entitlements.truth.model.TruthModel;
import dev.entitlements.truth.model.Verdict;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Mount;
import dev.entitlements.truth.runtime.OciConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Containers as a node runs them: capabilities, seccomp and AppArmor together, on a machine that has every capability.
 * Whichever of the three refuses first, what is granted must pass all of them.
 */
@Tag("truth")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Needs.MACHINE)
class ConfinedContainerTest {
    private static final String WHAT = "containers with AppArmor";

    /** Every entitlement that changes a profile, alone and together. */
    private static final List<List<EntitlementId>> SETS = Stream.of(
                    "",
                    "network.user",
                    "network.bind",
                    "network.baseline",
                    "network.proxy",
                    "network.admin",
                    "security.baseline",
                    "security.view",
                    "security.admin",
                    "security.privileged",
                    "security.memory-lock",
                    "security.debug",
                    "network.user security.view security.memory-lock security.debug",
                    "network.bind security.admin security.memory-lock security.debug")
            .map(names -> ids(Stream.of(names.split(" ", -1))
                    .filter(name -> !name.isEmpty())
                    .toArray(String[]::new)))
            .toList();

    @Test
    void whatIsGrantedPassesEveryLayerAndTheRestIsRefused(@TempDir Path folder) throws Exception {
        Needs.program(WHAT, "runc");
        VirtualMachine machine = VirtualMachine.in(folder);
        RuntimeFacts facts = LibseccompFacts.of(WHAT, "runc");
        long start = System.nanoTime();
        Cpio files = Machine.files(folder);
        furnish(files);
        for (int i = 0; i < SETS.size(); i++) {
            container(files, name(i), SETS.get(i));
        }
        Said said = new Said(machine.run(files, ""));

        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (int i = 0; i < SETS.size(); i++) {
            Map<String, Integer> rows = said.ran(name(i));
            for (String attempt : SeccompNeeds.attempts()) {
                if (!rows.containsKey(attempt)) {
                    wrong.add(SETS.get(i) + ": " + attempt + " was not tried: " + said.about(name(i)));
                }
            }
            wrong.addAll(wrong(SETS.get(i), rows, facts));
            tried += rows.size();
        }
        Tally.RUN.appArmor(tried, wrong.size());
        Tally.RUN.seconds(WHAT, (System.nanoTime() - start) / 1e9);
        assertThat(said.problems()).isEmpty();
        assertThat(wrong).isEmpty();
    }

    private static List<String> wrong(List<EntitlementId> set, Map<String, Integer> rows, RuntimeFacts facts) {
        List<String> wrong = new ArrayList<>();
        Powers powers = Powers.of(set);
        TruthModel model = TruthModel.of(CATALOGUE, set, Architecture.AMD64);
        for (Attempt attempt : Attempts.all()) {
            Integer answer = rows.get(attempt.name());
            if (answer == null) {
                continue;
            }
            Verdict verdict = SeccompNeeds.verdict(attempt, model, facts);
            boolean expected =
                    switch (verdict) {
                        case ALLOWED -> attempt.isExpected(powers, answer);
                        case EPERM -> answer == 1;
                        case ENOSYS -> answer == 38;
                        case KILLED -> answer == -31;
                    };
            if (!expected) {
                wrong.add(set + ": " + attempt.name() + ": seccomp " + verdict + ", then " + attempt.expected(powers)
                        + ", was " + answer);
            }
        }
        return wrong;
    }

    /** What a node with AppArmor has: the parser, a runtime, a shell; and the container's root. */
    private static void furnish(Cpio files) throws IOException {
        files.file("bin/busybox", Files.readAllBytes(Path.of("/bin/busybox")));
        files.link("bin/sh", "busybox");
        files.program(Path.of("/usr/sbin/runc"));
        files.program(Path.of("/usr/sbin/apparmor_parser"));
        files.tree("etc/apparmor", Path.of("/etc/apparmor"));
        files.tree("etc/apparmor.d/abi", Path.of("/etc/apparmor.d/abi"));
        files.tree("usr/share/apparmor-features", Path.of("/usr/share/apparmor-features"));
        Stream.of("dev", "proc", "sys", "tmp").forEach(name -> files.folder("rootfs/" + name));
        files.text("rootfs/bin/probe", "");
        files.text("rootfs/made-for-attempts", "");
    }

    private static void container(Cpio files, String name, List<EntitlementId> set) {
        String folder = "runs/" + name;
        String appArmor = Objects.requireNonNull(
                        TruthBundle.BUNDLE.profilesFor(set).appArmor().name())
                .text();
        String seccomp = Objects.requireNonNull(
                        TruthBundle.BUNDLE.profilesFor(set).seccomp().name())
                .text();
        BundledProfile<AppArmorModel> profile =
                Objects.requireNonNull(TruthBundle.BUNDLE.appArmor().get(appArmor));
        ContainerSpec spec = ContainerSpec.of(Path.of("/rootfs"), "/bin/probe", "anywhere", "0", "0", "0", "0", "0")
                .withCapabilities(Powers.of(set).capabilities())
                .withSeccomp(TruthBundle.file(seccomp))
                .withAppArmor(appArmor)
                .withMount(new Mount("bind", "/tmp", "/tmp", List.of("rbind", "rw")))
                .withMount(new Mount("bind", "/bin/probe", "/bin/probe", List.of("bind", "ro")));
        files.text(folder + "/config.json", OciConfig.tree(spec).toString());
        files.text(folder + "/profile", AppArmorText.write(profile.model(), appArmor));
        files.text(folder + "/run", """
                apparmor_parser --skip-cache --replace profile || exit
                exec runc --root /run/runc run --no-pivot %s
                """.formatted(name));
    }

    private static String name(int number) {
        return String.format("c%02d", number);
    }
}
