package dev.entitlements.codec.review;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Shows the two bulky parts of a reviewed object that no rule reads and no patch touches as {@code null}: the API
 * server's own book-keeping in {@code managedFields} of {@code metadata}, and {@code env} of a container.
 *
 * <p>They are most of a review and half of what a decision cost as trees; and an environment's values, secrets among
 * them, are never held. Their text must still be JSON within the same limits, but keys inside them may repeat.
 */
final class UnreadParts extends JsonParserDelegate {
    private boolean isAtUnread;

    UnreadParts(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable String nextFieldName() throws IOException {
        String name = delegate.nextFieldName();
        isAtUnread = name != null && isUnread(name, delegate.getParsingContext());
        return name;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (isAtUnread) {
            isAtUnread = false;
            delegate.skipChildren();
            return JsonToken.VALUE_NULL;
        }
        return token;
    }

    private static boolean isUnread(String name, JsonStreamContext object) {
        return switch (name) {
            case "managedFields" -> "metadata".equals(key(object.getParent()));
            case "env" ->
                object.getParent().inArray()
                        && isContainerList(key(object.getParent().getParent()));
            default -> false;
        };
    }

    private static boolean isContainerList(@Nullable String key) {
        return "containers".equals(key) || "initContainers".equals(key) || "ephemeralContainers".equals(key);
    }

    private static @Nullable String key(@Nullable JsonStreamContext context) {
        return context == null ? null : context.getCurrentName();
    }
}
