package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.OneLine;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes every profile that a rulebook can need. */
@Command(
        name = "compile",
        description = "Write every seccomp and AppArmor profile that the rulebook can need as files, with an index.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  entitlements compile --out bundle",
            "  entitlements compile --out bundle --arch arm64 --policies profiles/policies/examples",
            "  entitlements compile --out images --format linuxkit",
            "  entitlements compile --out nodes --format cloud-init",
            "  entitlements compile --out k8s --format network-policies",
            "  entitlements compile --out k8s --format spo --arch amd64",
            "",
            "Files are replaced one by one and never half; other files in the folder stay."
        })
final class CompileCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatWord.class,
            description = "dir, linuxkit, cloud-init, network-policies or spo (default: dir).")
    private BundleFormat format = BundleFormat.DIR;

    @Option(
            names = "--arch",
            paramLabel = "ARCH",
            description = "amd64, arm64, ppc64le, riscv64 or s390x only (default: all).")
    private @Nullable Architecture architecture;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    CompileCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (format.isOfOneArchitecture() && architecture == null) {
            throw new ParameterException(
                    spec.commandLine(), "such objects are for one architecture: `--arch` is needed");
        }
        Delivery delivery =
                format == BundleFormat.SPO ? new Delivery(Delivery.Channel.SPO, Delivery.AppArmor.OFF) : Delivery.AGENT;
        Optional<Rulebook> rulebook =
                common.folders(terminal).delivering(delivery).load(terminal, common.paint(terminal));
        return rulebook.map(loaded -> write(loaded.bundle())).orElse(ExitCode.BAD_INPUT);
    }

    private int write(Bundle bundle) {
        List<Architecture> architectures =
                architecture == null ? List.of(Architecture.values()) : List.of(architecture);
        Map<String, String> files = format.files(new BundleFiles(bundle, architectures));
        try {
            OutFolder.write(out, files);
        } catch (IOException unwritable) {
            terminal.error(
                    "the files cannot be written into `" + OneLine.of(out.toString()) + "`",
                    OneLine.of(unwritable.getClass().getSimpleName() + ": " + unwritable.getMessage()));
            return ExitCode.FAILURE;
        }
        files.keySet().forEach(terminal.out()::println);
        terminal.err()
                .println("wrote " + Count.of(files.size(), "file") + " for "
                        + Count.of(bundle.combinations(), "combination") + " of entitlements");
        return ExitCode.CLEAN;
    }
}
