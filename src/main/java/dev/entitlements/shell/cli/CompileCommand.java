package dev.entitlements.shell.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "compile")
final class CompileCommand implements Callable<Integer> {
    CompileCommand(Terminal terminal) {}

    @Override
    public Integer call() {
        return 1;
    }
}
