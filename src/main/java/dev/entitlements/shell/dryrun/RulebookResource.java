package dev.entitlements.shell.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.report.RulebookReport;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.shell.rules.RulebookHolder;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** The rulebook in force, to be read. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Authorised
@Blocking
public final class RulebookResource {
    private final RulebookHolder holder;

    RulebookResource(RulebookHolder holder) {
        this.holder = holder;
    }

    /** Every entitlement. */
    @GET
    @Path("catalogue")
    public Response catalogue() {
        return report(RulebookReport::catalogue);
    }

    /** Every policy. */
    @GET
    @Path("policies")
    public Response policies() {
        return report(RulebookReport::policies);
    }

    private Response report(Function<Rulebook, JsonNode> report) {
        return holder.current()
                .map(report)
                .map(json -> Response.ok(json.toString()).build())
                .orElseGet(Problems::noRulebook);
    }
}
