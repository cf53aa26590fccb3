package dev.entitlements.truth.start;

import dev.entitlements.truth.decided.DecidedContainer;
import java.util.List;

/**
 * A program in a container, and how that must end.
 *
 * @param program what people call it
 * @param user who runs it: a name of the machine's /etc/passwd
 * @param words the program and its arguments
 * @param names what its pod asks for
 * @param ending how it must end
 * @param says what it must say: its answer on standard output, or on standard error why it cannot
 */
record Trial(String program, String user, List<String> words, String names, Ending ending, String says) {
    /** How a program can end. */
    enum Ending {
        STARTED,
        REFUSED
    }

    static Trial of(String program, String user, String... words) {
        return new Trial(program, user, List.of(words), "", Ending.STARTED, "");
    }

    /** It must start and answer with these names. */
    Trial starts(String wanted, String answer) {
        return new Trial(program, user, words, wanted, Ending.STARTED, answer);
    }

    /** It must not with these, for this reason. */
    Trial fails(String wanted, String reason) {
        return new Trial(program, user, words, wanted, Ending.REFUSED, reason);
    }

    /** The container for it, as the engine decides about a pod that declares the user. */
    DecidedContainer decided() {
        return DecidedContainer.of(names, Users.number(user));
    }

    @Override
    public String toString() {
        return program + " as " + user + " with " + names + ": " + ending;
    }
}
