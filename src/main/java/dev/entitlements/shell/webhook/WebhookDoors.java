package dev.entitlements.shell.webhook;

import dev.entitlements.codec.review.Likeness;
import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.shell.limit.Arrival;
import dev.entitlements.shell.limit.Body;
import dev.entitlements.shell.limit.Shed;
import dev.entitlements.shell.limit.TurnedAway;
import dev.entitlements.shell.observe.Door;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two doors of the API server. A question that is none gets a 4xx, one for which there is no time a 503; every other
 * one gets an AdmissionReview. They are plain routes: what a framework does around a resource costs a tenth of an
 * answer.
 */
@Singleton
public final class WebhookDoors {
    /** Reading more than this takes milliseconds, which other reviews on the event loop should not wait for. */
    private static final int LARGE = 32 * 1024;

    private static final String JSON = "application/json";

    private final Reviewing reviewing;
    private final ApiServer apiServer;
    private final LargeReviews large;

    WebhookDoors(Reviewing reviewing, ApiServer apiServer, LargeReviews large) {
        this.reviewing = reviewing;
        this.apiServer = apiServer;
        this.large = large;
    }

    /** One says what is to be written into the object, the other whether the object may be stored. */
    void open(@Observes Router router) {
        router.route("/mutate").handler(context -> receive(Door.MUTATE, context));
        router.route("/validate").handler(context -> receive(Door.VALIDATE, context));
    }

    private void receive(Door door, RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.method().equals(HttpMethod.POST)) {
            context.response().putHeader("Allow", "POST");
            refuse(context, 405, "this door takes only `POST`", "send an AdmissionReview");
            return;
        }
        String type = request.getHeader("Content-Type");
        if (!isJson(type)) {
            refuse(
                    context,
                    415,
                    type == null
                            ? "the request names no content type"
                            : "the content type `" + Issue.brief(type) + "` is not read",
                    "send an AdmissionReview with `Content-Type: application/json`");
            return;
        }
        if (!apiServer.isCaller(request)) {
            refuse(
                    context,
                    403,
                    "the caller shows no client certificate of the API server",
                    "let the API server present one that `entitlements.webhook.client-ca` signed");
            return;
        }
        Body.read(context, body -> review(new Question(door, body, context)));
    }

    /** Parameters such as a charset do not matter: JSON is UTF-8. */
    private static boolean isJson(@Nullable String type) {
        if (type == null || type.equals(JSON)) {
            return type != null;
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase(JSON);
    }

    @SuppressWarnings("ArrayRecordComponent") // it is handed on, and never compared
    private record Question(Door door, byte[] body, RoutingContext context) {}

    private void review(Question question) {
        long since = System.nanoTime();
        int length = question.body().length;
        boolean isTaken = FailClosed.orElse(
                () -> {
                    if (length > LARGE) {
                        return large.take(length, () -> answer(question, since));
                    }
                    answer(question, since);
                    return true;
                },
                failure -> fails(question));
        if (!isTaken) {
            TurnedAway.shed(question.context(), Shed.MEMORY);
        }
    }

    private void answer(Question question, long since) {
        if (question.context().response().closed()) {
            // whoever is gone needs no answer
            return;
        }
        boolean unused = FailClosed.orElse(
                () -> {
                    read(question, since);
                    return true;
                },
                failure -> fails(question));
    }

    /** What even its own refusal broke: without an answer the caller would wait until it gives up. */
    private static boolean fails(Question question) {
        if (!question.context().response().ended()) {
            question.context().fail(500);
        }
        return true;
    }

    private void read(Question question, long since) {
        RoutingContext context = question.context();
        if (Arrival.of(context).isLate()) {
            // whoever asked has given up, or will before an answer is there
            TurnedAway.shed(context, Shed.LATE);
            return;
        }
        Optional<Likeness> likeness = reviewing.likeness(question.door(), question.body());
        Optional<byte[]> again = likeness.flatMap(known -> reviewing.again(known, since));
        if (again.isPresent()) {
            send(context.response(), again.get());
            return;
        }
        Parsed<Review> parsed = FailClosed.orElse(
                () -> ReviewReader.read(question.body()),
                failure -> Parsed.bad(Issue.error(
                        Issue.Place.ofFile(""), "the body cannot be read", "send an AdmissionReview v1 as JSON")));
        parsed.<Runnable>fold(
                        review -> () -> judge(question, likeness, review, since),
                        issues -> () -> TurnedAway.answer(context, 400, issues))
                .run();
    }

    private void judge(Question question, Optional<Likeness> likeness, Review review, long since) {
        HttpServerResponse response = question.context().response();
        Duration patience = Arrival.of(question.context()).left();
        reviewing.answer(
                new Reviewing.Question(question.door(), likeness, review, patience, since),
                bytes -> send(response, bytes));
    }

    private static void send(HttpServerResponse response, byte[] bytes) {
        if (!response.ended()) {
            response.putHeader("Content-Type", JSON).end(Buffer.buffer(bytes));
        }
    }

    private static void refuse(RoutingContext context, int status, String message, String help) {
        TurnedAway.answer(context, status, List.of(Issue.error(Issue.Place.ofFile(""), message, help)));
    }
}
