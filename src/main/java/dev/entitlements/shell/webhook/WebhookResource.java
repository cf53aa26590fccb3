package dev.entitlements.shell.webhook;

import dev.entitlements.codec.review.Review;
import dev.entitlements.codec.review.ReviewReader;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.shell.observe.Door;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** The two doors of the API server. A question that is none gets a 4xx; every other one gets an AdmissionReview. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {
    /** Reading more than this takes milliseconds, which other reviews on the event loop should not wait for. */
    private static final int LARGE = 32 * 1024;

    private final Reviewing reviewing;
    private final ApiServer apiServer;

    WebhookResource(Reviewing reviewing, ApiServer apiServer) {
        this.reviewing = reviewing;
        this.apiServer = apiServer;
    }

    /** Says what is to be written into the object. */
    @POST
    @Path("mutate")
    public Uni<Response> mutate(byte[] body, @Context HttpServerRequest request) {
        return review(Door.MUTATE, body, request);
    }

    /** Says whether the object may be stored. */
    @POST
    @Path("validate")
    public Uni<Response> validate(byte[] body, @Context HttpServerRequest request) {
        return review(Door.VALIDATE, body, request);
    }

    private Uni<Response> review(Door door, byte[] body, HttpServerRequest request) {
        if (!apiServer.isCaller(request)) {
            return Uni.createFrom()
                    .item(Problems.response(
                            Response.Status.FORBIDDEN,
                            "the caller shows no client certificate of the API server",
                            "let the API server present one that `entitlements.webhook.client-ca` signed"));
        }
        if (request.getHeader("Content-Type") == null) {
            return Uni.createFrom()
                    .item(Problems.response(
                            Response.Status.UNSUPPORTED_MEDIA_TYPE,
                            "the request names no content type",
                            "send an AdmissionReview with `Content-Type: application/json`"));
        }
        if (body.length > Json.MAX_BYTES) {
            return Uni.createFrom()
                    .item(Problems.response(
                            Response.Status.REQUEST_ENTITY_TOO_LARGE,
                            "the body is larger than " + Json.MAX_BYTES + " bytes",
                            "send less"));
        }
        Arrival arrival = new Arrival(door, ApiServer.patience(request), System.nanoTime());
        if (body.length <= LARGE) {
            return answer(body, arrival);
        }
        return Uni.createFrom()
                .deferred(() -> answer(body, arrival))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private record Arrival(Door door, Duration patience, long since) {}

    private Uni<Response> answer(byte[] body, Arrival arrival) {
        Parsed<Review> parsed = FailClosed.orElse(
                () -> ReviewReader.read(body),
                failure -> Parsed.bad(Issue.error(
                        Issue.Place.ofFile(""), "the body cannot be read", "send an AdmissionReview v1 as JSON")));
        return parsed.fold(review -> answer(review, arrival), WebhookResource::unreadable);
    }

    private Uni<Response> answer(Review review, Arrival arrival) {
        return reviewing
                .answer(new Reviewing.Question(arrival.door(), review, arrival.patience(), arrival.since()))
                .map(bytes ->
                        Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE).build());
    }

    private static Uni<Response> unreadable(List<Issue> issues) {
        return Uni.createFrom().item(Problems.response(Response.Status.BAD_REQUEST, issues));
    }
}
