package dev.entitlements.shell.dryrun;

import dev.entitlements.codec.delivery.NodesJson;
import dev.entitlements.core.delivery.ClusterNode;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.delivery.NodeView;
import dev.entitlements.shell.rules.RulebookHolder;
import dev.entitlements.shell.rules.RulebookState;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Which nodes lack what. */
@Path("/v1/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Authorised
@Blocking
public final class NodesResource {
    private final RulebookHolder holder;
    private final NodeView view;

    NodesResource(RulebookHolder holder, NodeView view) {
        this.holder = holder;
        this.view = view;
    }

    /** Every node that profiles are delivered to; none where agents do not deliver. */
    @GET
    public Response nodes() {
        RulebookState state = holder.state();
        // before the first rulebook is in force, what matters is what the first one waits for
        Optional<Rulebook> live =
                state.current().or(() -> Optional.ofNullable(state.delivery().awaiting()));
        if (live.isEmpty()) {
            return Problems.noRulebook();
        }
        Optional<List<ClusterNode>> nodes = view.nodes();
        if (view.isUsed() && nodes.isEmpty()) {
            return Problems.response(
                    Response.Status.SERVICE_UNAVAILABLE,
                    "the cluster's nodes are not known yet",
                    "try again; if it stays so, see whether the server may list nodes and Leases");
        }
        NodesJson.Aims aims = new NodesJson.Aims(
                live.get(), state.delivery().awaiting(), state.delivery().due());
        return Response.ok(NodesJson.of(aims, nodes.orElse(List.of())).toString())
                .build();
    }
}
