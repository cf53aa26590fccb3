package dev.entitlements.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Ends the clusters and writes the tally when the last test has ended. JUnit finds it by its service file. */
public final class TallyWriter implements TestExecutionListener {
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Clusters.close();
        if (Tally.RUN.isEmpty()) {
            return;
        }
        Path folder = Path.of("target", "apiserver");
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("summary.json"), Tally.RUN.toJson().toPrettyString() + "\n");
            Files.writeString(folder.resolve("cases.md"), Tally.RUN.toTable());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }
}
