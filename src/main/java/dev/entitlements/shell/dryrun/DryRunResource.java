package dev.entitlements.shell.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.admit.DryRun;
import dev.entitlements.admit.NamespaceFacts.Isolation;
import dev.entitlements.codec.report.DecisionReport;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Json;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.config.Surroundings;
import dev.entitlements.shell.rules.NamespaceLabels;
import dev.entitlements.shell.rules.NamespaceLabels.Lookup;
import dev.entitlements.shell.rules.NetworkPolicies;
import dev.entitlements.shell.rules.RulebookHolder;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what would happen to the objects of the body, changing nothing. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Authorised
@Blocking
public final class DryRunResource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RulebookHolder holder;
    private final NamespaceLabels namespaces;
    private final NetworkPolicies policies;
    private final Surroundings surroundings;
    private final DryRunPlaces places;

    DryRunResource(
            RulebookHolder holder,
            NamespaceLabels namespaces,
            NetworkPolicies policies,
            Surroundings surroundings,
            DryRunPlaces places) {
        this.holder = holder;
        this.namespaces = namespaces;
        this.policies = policies;
        this.surroundings = surroundings;
        this.places = places;
    }

    /** Judges every object of the body, as YAML or JSON. */
    @POST
    @Path("dry-run")
    public Response judge(byte[] body, @Context UriInfo uri) {
        if (body.length > Json.MAX_BYTES) {
            return Problems.response(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "the body is larger than " + Json.MAX_BYTES + " bytes",
                    "send the objects in several requests");
        }
        return places.within(body.length, () -> judge(body, uri.getQueryParameters()));
    }

    private Response judge(byte[] body, MultivaluedMap<String, String> query) {
        Optional<Rulebook> current = holder.current();
        if (current.isEmpty()) {
            return Problems.noRulebook();
        }
        Parsed<Asking> asking = Asking.read(query);
        return asking.fold(
                asked -> Manifests.read(body)
                        .fold(objects -> answer(objects, asked, current.get()), DryRunResource::unreadable),
                DryRunResource::unreadable);
    }

    private static Response unreadable(List<Issue> issues) {
        return Problems.response(Response.Status.BAD_REQUEST, issues);
    }

    private Response answer(List<JsonNode> objects, Asking asking, Rulebook rulebook) {
        Map<String, Lookup> labels = new HashMap<>();
        List<ObjectAnswer> answers = new ArrayList<>(objects.size());
        for (JsonNode object : objects) {
            String own = object.path("metadata").path("namespace").asText("");
            String namespace = own.isEmpty() ? asking.namespace() : own;
            Lookup lookup = labels.computeIfAbsent(namespace, name -> labels(name, asking));
            if (!(lookup instanceof Lookup.Found found)) {
                return Problems.response(
                        Response.Status.BAD_REQUEST,
                        "the labels of namespace `" + namespace + "` are not known: "
                                + ((Lookup.Failed) lookup).reason(),
                        "give them with the parameter `namespaceLabels`");
            }
            answers.add(DryRun.answer(
                    object,
                    new DryRun.Question(
                            asking.namespace(),
                            found.labels(),
                            asking.serviceAccount(),
                            asking.operation(),
                            surroundings.today(),
                            Isolation.of(policies.cutOff(namespace))),
                    rulebook));
        }
        return Response.ok(DecisionReport.json(answers, rulebook.revision()).toString())
                .build();
    }

    /** Labels as given; in a cluster, where none are given, those that the namespace has. */
    private Lookup labels(String namespace, Asking asking) {
        if (asking.labels().isEmpty() && surroundings.hasCluster()) {
            return namespaces
                    .known(namespace)
                    .<Lookup>map(Lookup.Found::new)
                    .orElseGet(() -> namespaces.ask(namespace, PATIENCE).await().indefinitely());
        }
        return new Lookup.Found(asking.labels());
    }
}
