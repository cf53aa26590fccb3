package dev.entitlements.core.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns a model's canonical text into the part of a profile's name that changes whenever its meaning does. */
final class ModelHash {
    /**
     * The version of all that turns a model into a file: this package, the writers of profiles and the table of system
     * calls. It changes with every change that makes a file of an unchanged model mean something else.
     */
    static final String COMPILER_VERSION = "1";

    private static final int BYTES = 16;

    private ModelHash() {}

    /** The hash, 32 hexadecimal digits. */
    static String of(String canonical) {
        byte[] text =
                ("entitlements.dev/profile " + COMPILER_VERSION + "\n" + canonical).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(text), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
