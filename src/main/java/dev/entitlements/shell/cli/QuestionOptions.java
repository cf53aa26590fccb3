package dev.entitlements.shell.cli;

import dev.entitlements.admit.DryRun;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What the person who asks says about the manifests: which files, and where they would be created. */
final class QuestionOptions {
    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE|DIR|-",
            description =
                    "A manifest, a folder of *.yaml, *.yml and *.json files, or - for standard input; repeatable.")
    private List<String> sources = List.of();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace of objects that name none (default: default).")
    private String namespace = "default";

    @Option(
            names = "--namespace-labels",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "The labels of the namespace, separated by commas.")
    private Map<String, String> namespaceLabels = new LinkedHashMap<>();

    @Option(
            names = "--service-account",
            paramLabel = "NAME",
            description = "The service account of pods that name none.")
    private String serviceAccount = "";

    List<String> sources() {
        return sources;
    }

    DryRun.Question question(DryRun.Operation operation, LocalDate today) {
        return new DryRun.Question(namespace, namespaceLabels, serviceAccount, operation, today);
    }
}
