package dev.entitlements.truth.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.profile.AppArmorText;
import dev.entitlements.core.bundle.AppArmorModel;
import dev.entitlements.core.bundle.BundledProfile;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.truth.Needs;
import dev.entitlements.truth.Tally;
import dev.entitlements.truth.TruthBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Every AppArmor profile of the whole catalogue, in a kernel that enforces it. */
@Tag("truth")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(Needs.MACHINE)
class AppArmorTest {
    private static final String STRANGER = """
            abi <abi/3.0>,

            profile stranger flags=(attach_disconnected, mediate_deleted) {
              file,
              network,
              capability,
              signal,
              ptrace,
            }
            """;

    private static final SortedMap<String, BundledProfile<AppArmorModel>> PROFILES = TruthBundle.BUNDLE.appArmor();

    @Test
    void kernelEnforcesExactlyWhatTheEntitlementsGrant(@TempDir Path folder) throws Exception {
        VirtualMachine machine = VirtualMachine.in(folder);
        long start = System.nanoTime();
        AppArmorParser parser = new AppArmorParser(folder, machine.features());
        Cpio files = Machine.files(folder);
        files.file("policy/stranger", parser.compile(STRANGER));
        for (Map.Entry<String, BundledProfile<AppArmorModel>> profile : PROFILES.entrySet()) {
            String text = AppArmorText.write(profile.getValue().model(), profile.getKey());
            files.file("policy/" + profile.getKey(), parser.compile(text));
        }
        files.text("policy/names", "stranger\n" + String.join("\n", PROFILES.keySet()) + "\n");
        Said said = new Said(machine.run(files, ""));

        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, BundledProfile<AppArmorModel>> profile : PROFILES.entrySet()) {
            Map<String, Integer> rows = said.probed(profile.getKey());
            for (List<EntitlementId> set : profile.getValue().entitlements()) {
                wrong.addAll(Rows.wrong(set, rows));
            }
            // the node's own processes may signal and trace whatever runs in containers
            Map<String, Integer> seen = said.seen(profile.getKey());
            if (!seen.equals(Map.of("signalled", 0, "traced", 0))) {
                wrong.add(profile.getKey() + ": from outside: " + seen);
            }
            tried += rows.size() + seen.size();
        }
        Tally.RUN.appArmor(tried, wrong.size());
        Tally.RUN.seconds("apparmor", (System.nanoTime() - start) / 1e9);
        assertThat(said.problems()).isEmpty();
        assertThat(wrong).isEmpty();
    }
}
