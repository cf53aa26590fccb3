package dev.entitlements.shell.node;

import dev.entitlements.core.bundle.Delivery.AppArmor;
import dev.entitlements.core.entitlement.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An agent that never comes to rest, since its files are always being removed: whenever it is killed, it is writing. */
final class RestlessAgent {
    private RestlessAgent() {}

    /** Works in the folder given until the process is killed. */
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        NodeRulebook rulebook = new NodeRulebook(Path.of("profiles/catalogue"), Path.of(args[1]), Architecture.AMD64);
        rulebook.refresh(AppArmor.ON);
        NodePass pass = new NodePass(root, new KernelAppArmor(root.resolve("no-sys"), null));
        while (true) {
            pass.run(rulebook.bundle(), Optional::empty, Instant.now());
            System.out.println("pass");
            try (Stream<Path> files = Files.list(root.resolve(ProfileFolder.NAME))) {
                List<Path> profiles =
                        files.filter(file -> file.toString().endsWith(".json")).toList();
                for (Path profile : profiles) {
                    Files.delete(profile);
                }
            }
        }
    }
}
