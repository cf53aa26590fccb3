package dev.entitlements.truth.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A folder as a container image of one layer, in the archive form of the OCI's image specification. */
final class OciImage {
    private static final String TYPE = "application/vnd.oci.image.";

    private final Path blobs;

    private OciImage(Path blobs) {
        this.blobs = blobs;
    }

    /**
     * Writes the archive {@code image.tar}.
     *
     * @param folder a folder of its own
     * @param reference the name that it is given when it is imported
     * @param entrypoint what a container of it runs by itself
     */
    static Path of(Path rootfs, Path folder, String reference, List<String> entrypoint) {
        try {
            Path layout = Files.createDirectories(folder.resolve("layout"));
            OciImage image =
                    new OciImage(Files.createDirectories(layout.resolve("blobs").resolve("sha256")));
            image.write(rootfs, layout, reference, entrypoint);
            return tar(layout, folder.resolve("image.tar"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write an image", e);
        }
    }

    private void write(Path rootfs, Path layout, String reference, List<String> entrypoint) throws IOException {
        Path layer = tar(rootfs, blobs.resolve("layer"));
        ObjectNode layerOfIt = descriptor("layer.v1.tar", Files.readAllBytes(layer));
        Files.delete(layer);

        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("architecture", "amd64").put("os", "linux");
        entrypoint.forEach(config.putObject("config").putArray("Entrypoint")::add);
        ObjectNode files = config.putObject("rootfs").put("type", "layers");
        files.putArray("diff_ids").add(layerOfIt.get("digest").asText());

        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schemaVersion", 2).put("mediaType", TYPE + "manifest.v1+json");
        manifest.set("config", descriptor("config.v1+json", bytes(config)));
        manifest.putArray("layers").add(layerOfIt);

        ObjectNode index = JsonNodeFactory.instance.objectNode().put("schemaVersion", 2);
        ObjectNode entry = descriptor("manifest.v1+json", bytes(manifest));
        entry.putObject("annotations").put("org.opencontainers.image.ref.name", reference);
        index.putArray("manifests").add(entry);
        Files.write(layout.resolve("index.json"), bytes(index));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    /** Keeps the content under its digest, and points to it. */
    private ObjectNode descriptor(String type, byte[] content) throws IOException {
        String digest = sha256(content);
        Files.write(blobs.resolve(digest), content);
        return JsonNodeFactory.instance
                .objectNode()
                .put("mediaType", TYPE + type)
                .put("digest", "sha256:" + digest)
                .put("size", content.length);
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Path tar(Path folder, Path archive) {
        List<String> command = List.of("tar", "-C", folder.toString(), "-cf", archive.toString(), ".");
        Answer answer = Command.run(folder.getParent(), command);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("tar says " + answer.errors());
        }
        return archive;
    }
}
