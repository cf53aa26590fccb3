package dev.entitlements.shell.dryrun;

import dev.entitlements.shell.config.Surroundings;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the cluster who calls and whether they may: policies say a lot about a cluster. Without a cluster the API is
 * open, for then it runs on somebody's own machine.
 */
@Provider
@Authorised
@Singleton
public final class ClusterGate implements ContainerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]{1,16384})");

    /** Whoever has no token yet may make us ask: a cluster that answers slowly must not take every thread. */
    private static final int MOST_QUESTIONS = 16;

    private final Semaphore questions = new Semaphore(MOST_QUESTIONS);

    /** Looked up for each request: filters are made before there is a configuration to read. */
    private final Instance<Surroundings> surroundings;

    private final Instance<KubernetesClient> client;

    ClusterGate(Instance<Surroundings> surroundings, Instance<KubernetesClient> client) {
        this.surroundings = surroundings;
        this.client = client;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!surroundings.get().hasCluster()) {
            return;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Matcher token = BEARER.matcher(header == null ? "" : header);
        if (!token.matches()) {
            request.abortWith(Problems.response(
                    Response.Status.UNAUTHORIZED,
                    "the request carries no bearer token",
                    "send `Authorization: Bearer TOKEN`, for example from `kubectl create token`"));
            return;
        }
        if (!questions.tryAcquire()) {
            request.abortWith(Problems.response(
                    Response.Status.TOO_MANY_REQUESTS,
                    "too many callers are being asked about",
                    "try again in a moment"));
            return;
        }
        String path = request.getUriInfo().getPath();
        try {
            judge(request, token.group(1), path.startsWith("/") ? path : "/" + path);
        } catch (KubernetesClientException failed) {
            request.abortWith(Problems.response(
                    Response.Status.SERVICE_UNAVAILABLE,
                    "the cluster could not be asked who calls",
                    "try again; if it stays so, see whether the server may create TokenReviews"));
        } finally {
            questions.release();
        }
    }

    private void judge(ContainerRequestContext request, String token, String path) {
        TokenReview review = client.get()
                .tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build());
        if (review.getStatus() == null
                || !Boolean.TRUE.equals(review.getStatus().getAuthenticated())) {
            request.abortWith(Problems.response(
                    Response.Status.UNAUTHORIZED, "the cluster does not know the bearer token", "get a new one"));
            return;
        }
        String verb = request.getMethod().toLowerCase(Locale.ROOT);
        if (!mayCall(review.getStatus().getUser(), verb, path)) {
            request.abortWith(Problems.response(
                    Response.Status.FORBIDDEN,
                    "the cluster does not let the caller `" + verb + "` the path `" + path + "`",
                    "bind a ClusterRole with `nonResourceURLs: [\"" + path + "\"]` and `verbs: [\"" + verb
                            + "\"]` to them"));
        }
    }

    private boolean mayCall(UserInfo user, String verb, String path) {
        SubjectAccessReview review = client.get()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user.getUsername())
                        .withUid(user.getUid())
                        .withGroups(user.getGroups())
                        .withExtra(user.getExtra())
                        .withNewNonResourceAttributes()
                        .withPath(path)
                        .withVerb(verb)
                        .endNonResourceAttributes()
                        .endSpec()
                        .build());
        return review.getStatus() != null
                && Boolean.TRUE.equals(review.getStatus().getAllowed())
                && !Boolean.TRUE.equals(review.getStatus().getDenied());
    }
}
