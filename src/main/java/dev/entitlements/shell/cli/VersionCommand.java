package dev.entitlements.shell.cli;

import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.config.ProgramVersion;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which program and which rulebook this is. */
@Command(
        name = "version",
        description = "Say which program and which rulebook this is.",
        footerHeading = "%nExamples:%n",
        footer = {"  entitlements version", "  entitlements version --policies profiles/policies/examples"})
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println("kube-entitlements " + ProgramVersion.text());
        Optional<Rulebook> rulebook = common.folders(terminal).load(terminal, common.paint(terminal));
        terminal.out().println("rulebook " + rulebook.map(Rulebook::revision).orElse("none: it cannot be used"));
        return rulebook.isPresent() ? ExitCode.CLEAN : ExitCode.BAD_INPUT;
    }
}
