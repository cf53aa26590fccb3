package dev.entitlements.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Writes the tally when the last test has ended, also after a failure. JUnit finds it by its service file. */
public final class TallyWriter implements TestExecutionListener {
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (Tally.RUN.isEmpty()) {
            return;
        }
        Path file = Path.of("target", "truth", "summary.json");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Tally.RUN.toJson().toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
