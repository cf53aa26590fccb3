package dev.entitlements.apiserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What kube-proxy is to a cluster: it brings connections for the address of a Service to one of its endpoints.
 *
 * <p>The API server is told to reach the cluster through this HTTP CONNECT proxy (its egress selector), so it calls our
 * Service by name and checks the certificate for that name, as it does in a real cluster, though no packet leaves the
 * machine. Without TLS the API server speaks to such a proxy through a Unix socket only.
 */
final class Relay implements AutoCloseable {
    private static final int LONGEST_HEAD = 4096;

    private final Map<String, List<Integer>> routes = new ConcurrentHashMap<>();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final Path socket;
    private final ServerSocketChannel server;

    Relay() {
        try {
            // not below target: the path of a Unix socket is short
            socket = Files.createTempDirectory("relay").resolve("socket");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        threads.execute(this::accept);
    }

    /** Where the API server finds it. */
    Path socket() {
        return socket;
    }

    /** From now on, new connections for this {@code address:port} end at one of these ports of the loopback. */
    void route(String address, List<Integer> endpoints) {
        routes.put(address, List.copyOf(endpoints));
    }

    /** Breaks every connection that is open. */
    void cut() {
        try {
            for (SocketChannel channel : open) {
                channel.close();
            }
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            cut();
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        threads.shutdownNow();
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
            List<Integer> endpoints = routes.getOrDefault(target(caller), List.of());
            if (endpoints.isEmpty()) {
                write(caller, "HTTP/1.1 502 No endpoint\r\n\r\n");
                return;
            }
            try (SocketChannel endpoint = connect(endpoints)) {
                open.add(endpoint);
                write(caller, "HTTP/1.1 200 OK\r\n\r\n");
                threads.execute(() -> Pump.run(endpoint, caller, Pump.Gate.OPEN));
                Pump.run(caller, endpoint, Pump.Gate.OPEN);
                open.remove(endpoint);
            }
        } catch (IOException unreachable) {
            // the API server sees a broken connection, which is what it would see of a broken network
            return;
        } finally {
            open.remove(caller);
        }
    }

    /** One endpoint after the other; one that refuses is skipped, as it soon is no endpoint of the Service any more. */
    private SocketChannel connect(List<Integer> endpoints) throws IOException {
        int first = turn.getAndIncrement();
        IOException refused = new IOException("no endpoint");
        for (int at = 0; at < endpoints.size(); at++) {
            int port = endpoints.get(Math.floorMod(first + at, endpoints.size()));
            try {
                return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException unreachable) {
                refused.addSuppressed(unreachable);
            }
        }
        throw refused;
    }

    /** Reads the request head, byte by byte so as to take nothing of what follows, and gives whom it asks for. */
    private static String target(SocketChannel from) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer next = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0) {
            if (from.read(next.clear()) < 0 || head.length() > LONGEST_HEAD) {
                throw new IOException("no request head");
            }
            head.append((char) next.get(0));
        }
        String[] words = head.toString().split(" ", 3);
        return words[0].equals("CONNECT") ? words[1] : "";
    }

    private static void write(SocketChannel to, String text) throws IOException {
        to.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }
}
