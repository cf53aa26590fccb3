package dev.entitlements.shell.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.entitlements.shell.Anyone;
import dev.entitlements.shell.Ports;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connection to the server's doors on which a test says byte for byte what is sent. */
public final class Wire implements AutoCloseable {
    public static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int RECEIVE_BYTES = 4096;
    private static final int FRAME_HEAD = 9;
    private static final int LARGEST_FRAME = 16 * 1024;
    /** SETTINGS_INITIAL_WINDOW_SIZE. */
    private static final short WINDOW = 4;

    /** As much more as all streams of a connection may be allowed to send together. */
    private static final int MOST_MORE = Integer.MAX_VALUE - 0xFFFF;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /** A frame of HTTP/2. */
    @SuppressWarnings("ArrayRecordComponent") // read once, and never compared
    record Frame(int type, int stream, byte[] content) {}

    /**
     * A server.
     *
     * @param host its address
     * @param port its HTTPS port
     * @param trust what it is trusted by
     */
    public record Server(String host, int port, SSLContext trust) {
        /** The one that this test runs in. */
        private static Server here() throws GeneralSecurityException {
            URI door = URI.create(Ports.door("/"));
            return new Server(door.getHost(), door.getPort(), Anyone.context());
        }
    }

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** To a port of this machine without TLS. */
    public static Wire clear(int port) throws IOException {
        return new Wire(connect(new Socket(), new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    private static Wire secret(Server server, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) server.trust().getSocketFactory().createSocket();
        connect(socket, new InetSocketAddress(server.host(), server.port()));
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Wire(socket);
    }

    private static Socket connect(Socket socket, InetSocketAddress server) throws IOException {
        // what nobody reads is the server's to keep
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server);
        return socket;
    }

    /** Of HTTP/1.1, with nothing sent yet. */
    public static Wire http1() throws IOException, GeneralSecurityException {
        return http1(Server.here());
    }

    /** The same to another server. */
    public static Wire http1(Server server) throws IOException {
        return secret(server, "http/1.1");
    }

    /** With the preface sent, and settings that change nothing. */
    static Wire http2() throws IOException, GeneralSecurityException {
        return http2(Window.USUAL);
    }

    /** With the preface sent. */
    static Wire http2(Window window) throws IOException, GeneralSecurityException {
        return http2(Server.here(), window);
    }

    /** The same to another server. */
    public static Wire http2(Server server, Window window) throws IOException {
        return secret(server, "h2").preface(window);
    }

    /** Begins HTTP/2. */
    public Wire preface(Window window) throws IOException {
        send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        send(SETTINGS, 0, 0, settings(window));
        if (window == Window.ALL) {
            send(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(MOST_MORE).array());
        }
        return this;
    }

    private static byte[] settings(Window window) {
        if (window == Window.USUAL) {
            return new byte[0];
        }
        int most = window == Window.ALL ? Integer.MAX_VALUE : 0;
        return ByteBuffer.allocate(6).putShort(WINDOW).putInt(most).array();
    }

    /** Sends these characters, which are ASCII. */
    public void send(String text) throws IOException {
        send(text.getBytes(US_ASCII));
    }

    /** Sends these bytes. */
    public void send(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends a frame. */
    public void send(int type, int flags, int stream, byte[] content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEAD + content.length);
        frame.put((byte) (content.length >> 16)).putShort((short) content.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(content);
        out.write(frame.array());
        out.flush();
    }

    /** The head of a POST of JSON on a new stream, with a body to come. */
    public void post(int stream, String path) throws IOException {
        head(stream, END_HEADERS, ":method", "POST", ":scheme", "https", ":path", path);
    }

    /** All of a POST of JSON on a new stream. */
    public void post(int stream, String path, byte[] body) throws IOException {
        String length = Integer.toString(body.length);
        head(stream, END_HEADERS, ":method", "POST", ":scheme", "https", ":path", path, "content-length", length);
        for (int at = 0; at < body.length; at += LARGEST_FRAME) {
            int end = Math.min(body.length, at + LARGEST_FRAME);
            send(DATA, end == body.length ? END_STREAM : 0, stream, Arrays.copyOfRange(body, at, end));
        }
    }

    /** All of a GET on a new stream. */
    public void get(int stream, String path) throws IOException {
        head(stream, END_HEADERS | END_STREAM, ":method", "GET", ":scheme", "https", ":path", path);
    }

    /** A new stream that asks for no path. */
    void connect(int stream) throws IOException {
        head(stream, END_HEADERS, ":method", "CONNECT");
    }

    /** Has keys of TLS 1.3 made anew, on both sides. */
    void rekey() throws IOException {
        ((SSLSocket) socket).startHandshake();
    }

    private void head(int stream, int flags, String... fields) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(1024);
        field(block, ":authority", "localhost");
        for (int at = 0; at < fields.length; at += 2) {
            field(block, fields[at], fields[at + 1]);
        }
        field(block, "content-type", "application/json");
        byte[] content = new byte[block.position()];
        block.flip().get(content);
        send(HEADERS, flags, stream, content);
    }

    /** Literal, not indexed, not compressed. */
    private static void field(ByteBuffer block, String name, String value) {
        block.put((byte) 0).put((byte) name.length()).put(name.getBytes(US_ASCII));
        block.put((byte) value.length()).put(value.getBytes(US_ASCII));
    }

    /** The next frame; fails where the connection ended. */
    Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.readUnsignedByte();
        int stream = in.readInt();
        byte[] content = new byte[length];
        in.readFully(content);
        return new Frame(type, stream, content);
    }

    /** The next frame of that sort. */
    Frame await(int type) throws IOException {
        Frame frame = read();
        while (frame.type() != type) {
            frame = read();
        }
        return frame;
    }

    /** The head of an answer of HTTP/1.1. */
    public String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** All that still comes until the server closes. */
    public String rest() throws IOException {
        return new String(in.readAllBytes(), US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
