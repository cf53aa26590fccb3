package dev.entitlements.bench.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.entitlements.shell.limit.Body;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook costs that decides nothing: the yardsticks. They take the body as {@code /mutate} does and answer the
 * same few bytes. They are compiled with the tests and packaged by the benchmark alone, into a program of its own: the
 * program that is shipped has no class of them.
 */
@Singleton
@IfBuildProperty(name = "bench.routes", stringValue = "true")
public final class NoOpRoutes {
    private static final byte[] ANSWER = ("{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\","
                    + "\"response\":{\"uid\":\"0df28fbd-5f5f-11e8-bc74-36e6bb280816\",\"allowed\":true}}")
            .getBytes(StandardCharsets.UTF_8);

    /** As it comes, with its table of keys, which a server must not share among strangers. */
    private static final JsonMapper JACKSON = new JsonMapper();

    NoOpRoutes() {}

    /** One only takes the bytes, the other reads them as a tree as well, with Jackson as it comes. */
    void open(@Observes Router router) {
        router.post("/bench/bytes").handler(context -> Body.read(context, body -> answer(context, body)));
        router.post("/bench/tree").handler(context -> Body.read(context, body -> answer(context, tree(body))));
    }

    private static Object tree(byte[] body) {
        try {
            return JACKSON.readTree(body);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void answer(RoutingContext context, @Nullable Object read) {
        context.response()
                .setStatusCode(read == null ? 400 : 200)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(ANSWER));
    }
}
