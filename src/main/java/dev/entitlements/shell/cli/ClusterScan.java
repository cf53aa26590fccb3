package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.OneLine;
import dev.entitlements.codec.scan.OwnerSummary;
import dev.entitlements.codec.scan.Survey;
import dev.entitlements.shell.cluster.ClusterPages;
import dev.entitlements.shell.cluster.OwnerEvents;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Scans a live cluster. */
final class ClusterScan {
    /** As many objects at once as kubectl asks for. */
    private static final int PAGE = 500;

    private static final int STEP = 10_000;
    private static final int BRIEF = 300;

    private final Terminal terminal;
    private final KubernetesClient client;

    ClusterScan(Terminal terminal, KubernetesClient client) {
        this.terminal = terminal;
        this.client = client;
    }

    /** Looks at every pod; whether all could be read. What was found until then is kept. */
    boolean read(Inspector inspector) throws IOException {
        ClusterPages pages = new ClusterPages(client, PAGE);
        try {
            pages.each("/api/v1/namespaces", namespace -> inspector.take("", namespace));
            long before = inspector.seen();
            pages.each("/api/v1/pods", pod -> {
                String namespace = pod.path("metadata").path("namespace").asText();
                if (!inspector.knows(namespace)) {
                    // made since the namespaces were listed
                    pages.one("/api/v1/namespaces/" + namespace).ifPresent(late -> inspector.take("", late));
                }
                inspector.take("", pod);
                long pods = inspector.seen() - before;
                if (pods % STEP == 0) {
                    terminal.err().println("read " + pods + " pods");
                    terminal.err().flush();
                }
            });
            return true;
        } catch (KubernetesClientException | IOException failed) {
            terminal.error(
                    "the cluster could not be read to its end: " + brief(failed),
                    "see whether `kubectl get pods,namespaces -A` works with the same kubeconfig and context");
            return false;
        }
    }

    /** Leaves Events; whether all could be written. */
    boolean events(Survey survey) {
        List<OwnerSummary> due =
                survey.owners().stream().filter(OwnerEvents::isDue).toList();
        OwnerEvents events = new OwnerEvents(client, Instant.now());
        List<KubernetesClientException> refused = new ArrayList<>();
        due.stream().limit(OwnerEvents.MOST).forEach(owner -> {
            try {
                events.write(owner);
            } catch (KubernetesClientException problem) {
                // one namespace that is going, or another scan at the same Event, is no reason to leave out the others
                refused.add(problem);
            }
        });
        int written = Math.min(due.size(), OwnerEvents.MOST) - refused.size();
        terminal.err()
                .println("wrote " + Count.of(written, "Event")
                        + (due.size() > written ? "; " + (due.size() - written) + " owners more have none" : ""));
        if (!refused.isEmpty()) {
            terminal.error(
                    Count.of(refused.size(), "Event") + " could not be written: " + brief(refused.get(0)),
                    "let the account get, create and update `events` in all namespaces, or leave `--events` out");
        }
        return refused.isEmpty();
    }

    private static String brief(Exception failed) {
        Throwable cause = failed;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return OneLine.of(cause.getClass().getSimpleName() + ": " + cause.getMessage(), BRIEF);
    }
}
