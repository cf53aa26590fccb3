package dev.entitlements.shell.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.pod.ObjectList;
import dev.entitlements.codec.text.Json;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists of a cluster as raw JSON, so that fields newer than any client survive; one page at a time is held. */
public final class ClusterPages {
    private static final int GONE = 410;

    private final KubernetesClient client;
    private final int size;

    /** Pages of so many objects. */
    public ClusterPages(KubernetesClient client, int size) {
        this.client = client;
        this.size = size;
    }

    /** Takes one object. */
    @FunctionalInterface
    public interface Taker {
        /** Takes it. */
        void take(JsonNode object) throws IOException;
    }

    /** Hands on every object of a list such as {@code /api/v1/pods}. */
    public void each(String path, Taker taker) throws IOException {
        String next = "";
        do {
            JsonNode page = page(path, next);
            for (JsonNode object : ObjectList.objects(page)) {
                taker.take(object);
            }
            next = page.path("metadata").path("continue").asText();
        } while (!next.isEmpty());
    }

    /** One object; empty where there is none. */
    public Optional<JsonNode> one(String path) throws IOException {
        String text = client.raw(path);
        return text == null ? Optional.empty() : Optional.of(tree(path, text));
    }

    private JsonNode page(String path, String from) throws IOException {
        try {
            return read(path, from);
        } catch (KubernetesClientException refused) {
            // the page's snapshot is gone; the server says where to go on in a newer one
            String newer = refused.getCode() == GONE ? onward(refused.getStatus()) : "";
            if (newer.isEmpty() || newer.equals(from)) {
                throw refused;
            }
            return read(path, newer);
        }
    }

    private JsonNode read(String path, String from) throws IOException {
        String rest = from.isEmpty() ? "" : "&continue=" + URLEncoder.encode(from, StandardCharsets.UTF_8);
        String text = client.raw(path + "?limit=" + size + rest);
        if (text == null) {
            throw new IOException("`" + path + "` is not served");
        }
        return tree(path, text);
    }

    private static JsonNode tree(String path, String text) throws IOException {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IOException("`" + path + "` was not answered in JSON", notJson);
        }
    }

    private static String onward(@Nullable Status status) {
        return Optional.ofNullable(status)
                .map(Status::getMetadata)
                .map(ListMeta::getContinue)
                .orElse("");
    }
}
