package dev.entitlements.codec.record;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The lines of a stream, one at a time; of a line without end only the beginning is kept. */
public final class LogLines {
    /** The longest line that is kept whole, in bytes. */
    static final int LONGEST = 1 << 16;

    private static final int BUFFER = 1 << 16;

    private LogLines() {}

    /** Hands on every line without its end; what is not UTF-8 becomes a replacement character. */
    public static void each(InputStream stream, Consumer<String> taker) throws IOException {
        InputStream buffered = new BufferedInputStream(stream, BUFFER);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isAny = false;
        for (int next = buffered.read(); next >= 0; next = buffered.read()) {
            if (next == '\n') {
                take(line, taker);
                isAny = false;
                continue;
            }
            isAny = true;
            if (line.size() < LONGEST) {
                line.write(next);
            }
        }
        if (isAny) {
            take(line, taker);
        }
    }

    private static void take(ByteArrayOutputStream line, Consumer<String> taker) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        taker.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
