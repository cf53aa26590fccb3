package dev.entitlements.apiserver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
 * loopback.
 */
final class Relay implements AutoCloseable {
    private static final int LONGEST_HEAD = 4096;

    private final Map<String, List<Integer>> routes = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(run -> {
        Thread thread = new Thread(run, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final ServerSocket server;

    Relay() {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on, connections for this {@code address:port} end at one of these ports of the loopback. */
    void route(String address, List<Integer> endpoints) {
        routes.put(address, List.copyOf(endpoints));
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                threads.execute(() -> serve(caller));
            } catch (IOException closed) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void serve(Socket caller) {
        open.add(caller);
        try (caller) {
            List<Integer> endpoints = routes.getOrDefault(target(caller.getInputStream()), List.of());
            if (endpoints.isEmpty()) {
                caller.getOutputStream().write("HTTP/1.1 502 No endpoint\r\n\r\n".getBytes(ISO_8859_1));
                return;
            }
            int port = endpoints.get(Math.floorMod(turn.getAndIncrement(), endpoints.size()));
            try (Socket endpoint = new Socket(InetAddress.getLoopbackAddress(), port)) {
                open.add(endpoint);
                caller.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
                threads.execute(() -> pump(endpoint, caller));
                pump(caller, endpoint);
                open.remove(endpoint);
            }
        } catch (IOException unreachable) {
            // the API server sees a broken connection, which is what it would see of a broken network
            open.remove(caller);
        } finally {
            open.remove(caller);
        }
    }

    /** Reads the request head, byte by byte so as to take nothing of what follows, and gives whom it asks for. */
    private static String target(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = from.read();
            if (next < 0 || head.size() > LONGEST_HEAD) {
                throw new IOException("no request head");
            }
            head.write(next);
        }
        String[] words = head.toString(ISO_8859_1).split(" ", 3);
        return words[0].equals("CONNECT") ? words[1] : "";
    }

    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // one side is gone, and closing tells the other
            return;
        }
    }
}
