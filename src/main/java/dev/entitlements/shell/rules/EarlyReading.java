package dev.entitlements.shell.rules;

import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReader;
import dev.entitlements.codec.rulebook.RulebookReading;
import dev.entitlements.core.rulebook.Rulebook;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A rulebook that was read before the server knew its knobs. It counts once, and only for the very files, day and delivery
 * that it was read from; else it is as if there had been none.
 *
 * @param contents the files
 * @param circumstances the day and the delivery
 * @param reading what reading them gave
 */
public record EarlyReading(
        RulebookFiles.Contents contents, RulebookCircumstances circumstances, RulebookReading reading) {
    private static final AtomicReference<@Nullable FutureTask<EarlyReading>> BEGUN = new AtomicReference<>();

    /** Reads on the caller's thread; whoever needs the same meanwhile waits for it. */
    public static Optional<Rulebook> make(Path catalogue, Path policies, RulebookCircumstances circumstances) {
        FutureTask<EarlyReading> task = new FutureTask<>(() -> {
            RulebookFiles.Contents contents = RulebookFiles.read(catalogue, policies);
            return new EarlyReading(contents, circumstances, reading(contents, circumstances, () -> {}));
        });
        BEGUN.set(task);
        task.run();
        return result(task).map(early -> early.reading().rulebook());
    }

    /**
     * What reading these gives, read now or before.
     *
     * @param between what is done after each document that is read now
     */
    static RulebookReading of(RulebookFiles.Contents contents, RulebookCircumstances circumstances, Runnable between) {
        return result(BEGUN.getAndSet(null))
                .filter(early -> early.contents().equals(contents)
                        && early.circumstances().equals(circumstances))
                .map(EarlyReading::reading)
                .orElseGet(() -> reading(contents, circumstances, between));
    }

    private static RulebookReading reading(
            RulebookFiles.Contents contents, RulebookCircumstances circumstances, Runnable between) {
        return RulebookReader.read(contents.files(), contents.issues(), circumstances, between);
    }

    /** Empty where none began, or where reading broke: then it breaks again where that is reported. */
    private static Optional<EarlyReading> result(@Nullable FutureTask<EarlyReading> task) {
        if (task == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(task.get());
        } catch (ExecutionException broken) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
