package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A steady stream of pods, good and bad, imagined and real, while something goes wrong. */
final class Load implements AutoCloseable {
    private static final int STREAMS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Scene scene;
    private final String namespace;
    private final ExecutorService threads = Executors.newFixedThreadPool(STREAMS);
    private final List<Future<?>> streams = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    Load(Scene scene, String namespace) {
        this.scene = scene;
        this.namespace = namespace;
        for (int at = 0; at < STREAMS; at++) {
            int parity = at;
            streams.add(threads.submit(() -> stream(parity)));
        }
    }

    /** Where it makes its pods. */
    String namespace() {
        return namespace;
    }

    /** How many pods were sent so far. */
    int requests() {
        return requests.get();
    }

    /** Waits until so many more were sent, and for a second at least: what was changed reaches others in their own time. */
    void more(int pods) {
        int enough = requests() + pods;
        long soonest = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        Waiting.until(pods + " more pods", PATIENCE, () -> requests() > enough && System.nanoTime() - soonest > 0);
    }

    /** How many failures say so. */
    int failures(Pattern words) {
        return (int) failures.stream().filter(words.asPredicate()).count();
    }

    /** What failed so far, in the words of the API server. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** What came of it, for the summary; failures that the fault explains are not failures. */
    ObjectNode counts(int tolerated) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("requests", requests.get())
                .put("failed", failures.size() - tolerated)
                .put("tolerated", tolerated)
                .put("wrong", wrong.get());
    }

    /** Sends nothing more, and waits for the last answers. */
    @Override
    public void close() {
        ended = true;
        threads.shutdown();
        for (Future<?> stream : streams) {
            try {
                stream.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException broken) {
                throw new AssertionError("the stream of pods broke", broken);
            }
        }
    }

    private void stream(int parity) {
        for (int at = parity; !ended; at++) {
            boolean bad = at % 3 == 0;
            ObjectNode pod = Scene.pod(Scene.fresh("load"), "", "", bad ? "privileged: true" : "");
            int before = failures.size();
            requests.incrementAndGet();
            try {
                judge(bad, at % 5 == 0 ? scene.create(namespace, pod) : scene.imagine(namespace, pod));
            } catch (UncheckedIOException broken) {
                failures.add("the API server does not answer: " + broken.getMessage());
            }
            if (failures.size() > before) {
                // what is broken stays so for a while, and to be told so a thousand times proves no more
                Waiting.aMoment();
            }
        }
    }

    private void judge(boolean bad, Api.Answer answer) {
        Judge.Verdict verdict = Judge.Verdict.of(answer);
        boolean ours = verdict == Judge.Verdict.OURS;
        if (verdict != Judge.Verdict.ADMITTED && !ours) {
            failures.add(answer.status() + " " + answer.message());
        } else if (bad != ours
                || (!bad && !answer.body().at("/metadata/annotations").has("entitlements.dev/granted"))) {
            wrong.incrementAndGet();
        }
    }
}
