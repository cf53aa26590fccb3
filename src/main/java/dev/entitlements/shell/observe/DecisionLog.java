package dev.entitlements.shell.observe;

import dev.entitlements.codec.review.ReviewAnswer;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** One line for each decision: a constant message, then facts under constant keys; never a body, never a value of it. */
@Singleton
public final class DecisionLog {
    static final String DOOR = "door";
    static final String UID = "uid";
    static final String NAMESPACE = "namespace";
    static final String NAME = "name";
    static final String KIND = "kind";
    static final String OPERATION = "operation";
    static final String RESULT = "result";
    static final String MODE = "mode";
    static final String POLICIES = "policies";
    static final String REVISION = "revision";
    static final String CODES = "codes";
    static final String MICROS = "micros";
    static final String REASON = "reason";
    static final String FAILURE = "failure";
    static final String AT = "at";

    private static final Logger LOG = Logger.getLogger("dev.entitlements.decision");
    private static final int MAX_FRAMES = 12;

    /** Records a decision. */
    public void decided(Door door, Subject subject, Told told, Duration took) {
        ReviewAnswer.Facts facts = told.facts();
        LOG.info(about("decision", door, subject)
                .with(RESULT, facts.result())
                .with(MODE, facts.mode())
                .with(POLICIES, told.policies())
                .with(REVISION, told.revision())
                .with(CODES, String.join(",", facts.codes()))
                .with(MICROS, Long.toString(took.toNanos() / 1000)));
    }

    /** Records a failure of ours; of a bug its type and where it was, for its message may quote the pod. */
    public void failed(Door door, Subject subject, OwnFailure failure) {
        KeyValues line =
                about("failure", door, subject).with(REASON, failure.reason().word());
        Throwable bug = failure.bug();
        if (bug != null) {
            line = line.with(FAILURE, bug.getClass().getName()).with(AT, frames(bug));
        }
        LOG.error(line);
    }

    private static KeyValues about(String message, Door door, Subject subject) {
        return new KeyValues(message)
                .with(DOOR, door.word())
                .with(UID, subject.uid())
                .with(NAMESPACE, subject.namespace())
                .with(KIND, subject.kind())
                .with(NAME, subject.name())
                .with(OPERATION, subject.operation());
    }

    private static String frames(Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        StringBuilder frames = new StringBuilder();
        for (int frame = 0; frame < Math.min(trace.length, MAX_FRAMES); frame++) {
            frames.append(frame == 0 ? "" : " < ").append(trace[frame]);
        }
        return frames.toString();
    }
}
