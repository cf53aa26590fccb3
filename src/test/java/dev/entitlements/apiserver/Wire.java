package dev.entitlements.apiserver;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The network between a replica and the API server, which can break, or swallow what is said, and be mended. */
final class Wire implements AutoCloseable {
    private final ServerSocketChannel server;
    private final int target;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private State state = State.WHOLE;

    /** How it is. */
    enum State {
        WHOLE,
        /** Connections break, and new ones are broken off. */
        BROKEN,
        /** Connections stay, and nothing that is said arrives until it is whole again. */
        SILENT
    }

    /** A wire to a port of the loopback. */
    Wire(int target) {
        this.target = target;
        try {
            server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.socket().getLocalPort();
    }

    void become(State next) {
        synchronized (this) {
            state = next;
            notifyAll();
        }
        if (next == State.BROKEN) {
            cut();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
        become(State.BROKEN);
        threads.shutdownNow();
    }

    private void cut() {
        try {
            for (SocketChannel channel : open) {
                channel.close();
            }
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel caller = server.accept();
                threads.execute(() -> serve(caller));
            } catch (IOException closed) {
                if (server.isOpen()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void serve(SocketChannel caller) {
        open.add(caller);
        try (caller) {
            pass();
            try (SocketChannel endpoint =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), target))) {
                open.add(endpoint);
                threads.execute(() -> Pump.run(endpoint, caller, this::pass));
                Pump.run(caller, endpoint, this::pass);
                open.remove(endpoint);
            }
        } catch (IOException unreachable) {
            // the caller sees a broken connection, which is what it would see of a broken network
            return;
        } finally {
            open.remove(caller);
        }
    }

    private synchronized void pass() throws IOException {
        while (state == State.SILENT) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        if (state == State.BROKEN) {
            throw new IOException("broken");
        }
    }
}
