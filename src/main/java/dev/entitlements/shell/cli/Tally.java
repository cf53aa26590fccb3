package dev.entitlements.shell.cli;

import dev.entitlements.codec.report.Verdict;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a run found. */
final class Tally {
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private int unreadable;

    void add(Verdict verdict) {
        verdicts.merge(verdict, 1, Integer::sum);
    }

    void addUnreadable() {
        unreadable++;
    }

    /** Whether nothing was found, not even something that cannot be read. */
    boolean isNothing() {
        return objects() == 0 && unreadable == 0;
    }

    int objects() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The exit code: what could not be read, and nothing at all, outweighs what was refused. */
    int exitCode() {
        if (unreadable > 0 || objects() == 0) {
            return ExitCode.BAD_INPUT;
        }
        return verdicts.containsKey(Verdict.REFUSED) ? ExitCode.REFUSED : ExitCode.CLEAN;
    }

    /** One line for people. */
    @Override
    public String toString() {
        return Count.of(objects(), "object") + ": "
                + number(Verdict.ADMITTED) + " admitted, "
                + number(Verdict.REFUSED) + " refused, "
                + number(Verdict.IGNORED) + " ignored; "
                + Count.of(unreadable, "unreadable file");
    }

    private int number(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }
}
