package dev.entitlements.apiserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Brings what one side of a connection says to the other, until either ends. */
final class Pump {
    private static final int CHUNK = 16 * 1024;

    private Pump() {}

    /** Returns when one side is gone; both are closed then. */
    static void run(SocketChannel from, SocketChannel to, Gate gate) {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        try (from;
                to) {
            while (from.read(buffer.clear()) >= 0) {
                gate.pass();
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException ended) {
            // one side is gone, and closing tells the other
            return;
        }
    }

    /** Lets bytes through, now or later. */
    interface Gate {
        /** A gate that is always open. */
        Gate OPEN = () -> {};

        /** Returns when the next bytes may go on. */
        void pass() throws IOException;
    }
}
