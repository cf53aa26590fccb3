package dev.entitlements.codec.record;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of strace's output.
 *
 * @param pid the process as strace names it, or the empty string
 * @param kind what the line shows
 * @param name the call's name; of a note, its text
 * @param arguments the arguments as printed, without the brackets around them
 * @param outcome how the call ended
 */
record StraceLine(String pid, Kind kind, String name, String arguments, Outcome outcome) {
    /** What a line can show. */
    enum Kind {
        CALL,
        /** The beginning of a call that ends in a later line. */
        UNFINISHED,
        /** The end of a call that began in an earlier line. */
        RESUMED,
        /** Signals, exits, and what strace says of itself. */
        NOTE
    }

    /** What options of strace put before a call: pid, time, number of the call, instruction pointer. */
    private static final Pattern PREFIX = Pattern.compile(
            "\\[pid +(?<pid>\\d{1,10})] +|(?<bare>\\d{1,10}) +|[\\d:.]{5,30} +|\\[ *[0-9a-f?]{1,16}] +");

    private static final Pattern NAME = Pattern.compile("([a-z_][a-z0-9_]{0,63})\\(");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. ([a-z_][a-z0-9_]{0,63}) resumed>");
    private static final Pattern RESULT =
            Pattern.compile("(-?\\d+|0x[0-9a-f]+|\\?)(?:<.*>)?(?: (E[A-Z0-9]+))?(?: .*)?");
    private static final String UNFINISHED = "<unfinished ...>";
    private static final int MOST_PREFIXES = 5;

    /** The line, or nothing where it is none of strace's. */
    static Optional<StraceLine> read(String line) {
        String pid = "";
        int at = 0;
        Matcher prefix = PREFIX.matcher(line);
        for (int count = 0; count < MOST_PREFIXES; count++) {
            prefix.region(at, line.length());
            if (!prefix.lookingAt()) {
                break;
            }
            String named = prefix.group("pid") != null ? prefix.group("pid") : prefix.group("bare");
            pid = pid.isEmpty() && named != null ? named : pid;
            at = prefix.end();
        }
        return body(pid, line.substring(at).stripLeading());
    }

    private static Optional<StraceLine> body(String pid, String text) {
        if (text.startsWith("+++ ")
                || text.startsWith("--- ")
                || text.startsWith("strace: ")
                || text.startsWith("[ Process PID=")) {
            return Optional.of(new StraceLine(pid, Kind.NOTE, text, "", Outcome.UNKNOWN));
        }
        Matcher resumed = RESUMED.matcher(text);
        if (resumed.lookingAt()) {
            return Optional.of(ended(
                    text.substring(resumed.end()),
                    new StraceLine(pid, Kind.RESUMED, resumed.group(1), "", Outcome.UNKNOWN)));
        }
        Matcher name = NAME.matcher(text);
        return name.lookingAt() ? call(pid, name.group(1), text.substring(name.end())) : Optional.empty();
    }

    private static Optional<StraceLine> call(String pid, String name, String rest) {
        StraceLine open = new StraceLine(pid, Kind.UNFINISHED, name, rest, Outcome.UNKNOWN);
        // a new process announces itself in the middle of the line that made it
        int announced = rest.indexOf("strace: Process ");
        if (rest.endsWith(" attached") && announced >= 0) {
            return Optional.of(open.with(Kind.CALL, rest.substring(0, announced), Outcome.UNKNOWN));
        }
        if (rest.endsWith(UNFINISHED)) {
            return Optional.of(open.with(
                    Kind.UNFINISHED, rest.substring(0, rest.length() - UNFINISHED.length()), Outcome.UNKNOWN));
        }
        StraceLine ended = ended(rest, open);
        return ended.kind == Kind.CALL ? Optional.of(ended) : Optional.empty();
    }

    /** The line with its result, which is what follows the last closing bracket and equals sign. */
    private static StraceLine ended(String rest, StraceLine open) {
        for (int at = rest.lastIndexOf("= "); at > 0; at = rest.lastIndexOf("= ", at - 1)) {
            int bracket = at - 1;
            while (bracket > 0 && rest.charAt(bracket) == ' ') {
                bracket--;
            }
            Matcher result = RESULT.matcher(rest.substring(at + 2));
            if (rest.charAt(bracket) == ')' && bracket < at - 1 && result.matches()) {
                Kind kind = open.kind == Kind.RESUMED ? Kind.RESUMED : Kind.CALL;
                return open.with(kind, rest.substring(0, bracket), outcome(result));
            }
        }
        return open;
    }

    private static Outcome outcome(Matcher result) {
        if (result.group(1).equals("?")) {
            return Outcome.UNKNOWN;
        }
        String error = result.group(2);
        return result.group(1).equals("-1") && error != null ? Outcome.ofError(error) : Outcome.SUCCEEDED;
    }

    private StraceLine with(Kind other, String args, Outcome ending) {
        return new StraceLine(pid, other, name, args, ending);
    }
}
