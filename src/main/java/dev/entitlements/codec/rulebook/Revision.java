package dev.entitlements.codec.rulebook;

import dev.entitlements.core.bundle.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * The name of exactly what was read: a hash over the texts of the files, in an order that depends on the texts alone,
 * and the delivery. The files' names do not count, so the same rulebook in a directory and in a ConfigMap is the same.
 */
final class Revision {
    private Revision() {}

    static String of(Collection<SourceFile> files, Delivery delivery) {
        List<String> texts =
                files.stream().map(file -> hash(file.text())).sorted().toList();
        return "sha256:"
                + hash(String.join("\n", texts) + "\n" + delivery.channel() + "\n" + delivery.appArmor() + "\n");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
