package dev.entitlements.shell.cli;

import dev.entitlements.admit.DryRun;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.scan.State;
import dev.entitlements.codec.scan.Survey;
import dev.entitlements.codec.scan.SurveyMetrics;
import dev.entitlements.codec.scan.SurveyText;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.cluster.ClusterAccess;
import dev.entitlements.shell.cluster.ClusterAddress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges what is stored in a cluster, or in what was saved of one. */
@Command(
        name = "scan",
        description = "Judge every pod of a cluster, or of files, by the rulebook of today: what would be refused, what"
                + " runs with more than granted, what another rulebook decided; gathered by owner, changing nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  entitlements scan --kubeconfig admin.conf",
            "  entitlements scan --kubeconfig admin.conf -o sarif --metrics-file scan.prom",
            "  kubectl get namespaces,pods -A -o json | entitlements scan -f -",
            "  entitlements scan -f manifests/ -o json",
            "",
            "Without -f the cluster is read that kubectl would read. Name the server's --policies and --delivery, for a",
            "rulebook is what it is judged by. Standard input is read as it comes, however long.",
            "Exit codes: 0 nothing refused and nothing in excess, 2 otherwise, 3 something unreadable."
        })
final class ScanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Mixin
    private final QuestionOptions asked = new QuestionOptions();

    @Mixin
    private final ScanOptions options = new ScanOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, json or sarif (default: text).")
    private SurveyFormat format = SurveyFormat.TEXT;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    ScanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!asked.sources().isEmpty() && options.namesCluster()) {
            throw new ParameterException(spec.commandLine(), "a cluster and `-f FILE` are two questions");
        }
        Paint paint = common.paint(terminal);
        Optional<Rulebook> loaded =
                common.folders(terminal).delivering(options.delivery()).load(terminal, paint);
        if (loaded.isEmpty()) {
            return ExitCode.BAD_INPUT;
        }
        Inspector inspector = new Inspector(
                asked.question(DryRun.Operation.CREATE, terminal.today()), loaded.get(), options::isExcluded);
        return asked.sources().isEmpty() ? cluster(inspector, paint) : files(inspector, paint);
    }

    private int files(Inspector inspector, Paint paint) throws IOException {
        Tally tally = new Tally();
        new Sources(terminal, paint, tally)
                .each(asked.sources(), given -> inspector.take(given.file(), given.object()));
        if (inspector.seen() == 0 && tally.isNothing()) {
            terminal.error("the input holds no object", "see whether what wrote it failed");
        }
        answer(inspector, paint);
        boolean isRead = tally.isNothing() && inspector.seen() > 0;
        return isRead ? verdict(inspector.survey()) : ExitCode.BAD_INPUT;
    }

    private int cluster(Inspector inspector, Paint paint) throws IOException {
        try (KubernetesClient client = open()) {
            ClusterScan scan = new ClusterScan(terminal, client);
            boolean isRead = scan.read(inspector);
            answer(inspector, paint);
            boolean isTold = !options.wantsEvents() || scan.events(inspector.survey());
            if (!isRead) {
                return ExitCode.BAD_INPUT;
            }
            return isTold ? verdict(inspector.survey()) : ExitCode.FAILURE;
        }
    }

    private KubernetesClient open() {
        try {
            return options.access().open();
        } catch (ClusterAccess.UnknownContext | ClusterAddress.Unsafe wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        } catch (KubernetesClientException unusable) {
            throw new ParameterException(
                    spec.commandLine(), "the kubeconfig cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private void answer(Inspector inspector, Paint paint) throws IOException {
        Survey survey = inspector.survey();
        format.write(terminal.out(), paint, survey, inspector.revision());
        Path metrics = options.metrics();
        if (metrics != null) {
            OutFolder.write(
                    metrics.toAbsolutePath().resolveSibling(""),
                    Map.of(String.valueOf(metrics.getFileName()), SurveyMetrics.of(survey)));
        }
        if (inspector.unknownLabels() > 0) {
            terminal.err()
                    .println("warning: policies select namespaces by labels, and those of "
                            + Count.of(inspector.unknownLabels(), "namespace")
                            + " are not known: put the namespaces before the"
                            + " pods, or name labels with `--namespace-labels`");
        }
        terminal.err().println(SurveyText.total(survey));
    }

    private static int verdict(Survey survey) {
        return survey.count(State.REFUSED) > 0 || survey.count(State.EXCESS) > 0 ? ExitCode.REFUSED : ExitCode.CLEAN;
    }
}
