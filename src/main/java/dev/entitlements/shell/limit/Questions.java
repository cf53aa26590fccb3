package dev.entitlements.shell.limit;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has asked, from the head of each question until its answer has left this process, or the connection
 * was taken apart, which is a while after it has ended: until then it takes room here, and how long that is, is up to who
 * asked. The protocol's own handlers tell it, so that nothing is missed which the server refuses before anybody else sees
 * it. Of the connection's own thread, where nothing else is said.
 */
final class Questions {
    /** In HTTP/1.1 there is only one at a time, and it has no number. */
    static final int NO_STREAM = -1;

    private static final AttributeKey<Questions> KEY = AttributeKey.valueOf(Questions.class, "questions");

    private final Channel channel;
    private final Bound bound;
    private final IntObjectMap<Held> open = new IntObjectHashMap<>();
    /** Since when nothing is asked, by the clock that measures spans; others read it. */
    private volatile long since = System.nanoTime();

    private volatile boolean isQuiet = true;

    /** What is told of the questions of many connections, and ends those that ask too much. */
    interface Bound {
        /** One more has come. */
        void asked(Held one);

        /** It takes no more room. */
        void over(Held one);
    }

    private Questions(Channel channel, Bound bound) {
        this.channel = channel;
        this.bound = bound;
    }

    /** Begins to keep those of a connection that is new. */
    static Questions keep(Channel channel, Bound bound) {
        Questions questions = new Questions(channel, bound);
        channel.attr(KEY).set(questions);
        return questions;
    }

    /** Those of a connection. */
    static @Nullable Questions of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /** One of a connection; nothing where the connection has ended. */
    static @Nullable Held of(Channel channel, int stream) {
        Questions questions = of(channel);
        return questions == null ? null : questions.open.get(stream);
    }

    /** A head is here. */
    void asked(int stream) {
        if (isOver()) {
            // what was read before the end, and is looked at after it
            return;
        }
        Held one = new Held(channel, stream);
        open.put(stream, one);
        isQuiet = false;
        bound.asked(one);
    }

    /** The answer is gone, or nobody waits for it. */
    void over(int stream) {
        Held one = open.remove(stream);
        if (one != null) {
            since = System.nanoTime();
            isQuiet = open.isEmpty();
            // a stream has left a task behind which still holds it, and before which hundreds of connections can be
            // read
            channel.eventLoop().execute(() -> bound.over(one));
        }
    }

    /** How many there are. */
    int count() {
        return open.size();
    }

    /** Ends the connection, from any thread. */
    void end() {
        HardClose.now(channel);
    }

    /** For how long nothing was asked; zero while something is. From any thread. */
    Duration silence() {
        return isQuiet ? Duration.ofNanos(System.nanoTime() - since) : Duration.ZERO;
    }

    /** Whether the connection has ended: nothing that is still asked has come. */
    boolean isOver() {
        return !channel.isOpen();
    }
}
