package dev.entitlements.codec.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The files inside the program. */
public final class Resources {
    private Resources() {}

    /** The bytes of a file that must be there, by its path without a leading slash. */
    public static byte[] bytes(String name) {
        byte[] found = find(name);
        if (found == null) {
            throw new IllegalStateException("the program lacks its file " + name);
        }
        return found;
    }

    /** The bytes of a file that may be there, by its path without a leading slash. */
    public static byte @Nullable [] find(String name) {
        try (InputStream stream = Resources.class.getClassLoader().getResourceAsStream(name)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the program's file " + name + " cannot be read", unreadable);
        }
    }
}
