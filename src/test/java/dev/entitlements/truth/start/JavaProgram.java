package dev.entitlements.truth.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** The program that a JVM runs in a container: compiles hot code and collects garbage, or answers itself over TCP. */
final class JavaProgram {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private JavaProgram() {}

    /** Runs {@code compute} or {@code serve}. */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("serve")) {
            serve();
        } else {
            compute();
        }
    }

    private static void compute() {
        long sum = LongStream.range(0, 3_000_000)
                .parallel()
                .map(number -> Long.toString(number).hashCode())
                .sum();
        System.gc();
        OUT.println(sum == 0 ? "wrong" : "computed");
    }

    private static void serve() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answer(server));
            try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    InputStream answer = client.getInputStream()) {
                OUT.println(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
            }
            answered.join();
        }
    }

    private static void answer(ServerSocket server) {
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write("served".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
