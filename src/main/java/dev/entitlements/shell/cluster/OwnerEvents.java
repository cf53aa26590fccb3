package dev.entitlements.shell.cluster;

import dev.entitlements.codec.report.OneLine;
import dev.entitlements.codec.scan.Owner;
import dev.entitlements.codec.scan.OwnerSummary;
import dev.entitlements.codec.scan.State;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Leaves one Event for each owner whose pods would be refused or have more than granted; another scan counts it up. */
public final class OwnerEvents {
    /** More Events than this are no help to anybody, and a load on the cluster. */
    public static final int MOST = 1000;

    private static final String COMPONENT = "kube-entitlements-scan";
    private static final int MESSAGE = 1000;
    private static final int NAME = 200;

    private final KubernetesClient client;
    private final Instant now;

    /** Events of this moment. */
    public OwnerEvents(KubernetesClient client, Instant now) {
        this.client = client;
        this.now = now;
    }

    /** Whether the owner is worth an Event. */
    public static boolean isDue(OwnerSummary summary) {
        return summary.count(State.REFUSED) > 0 || summary.count(State.EXCESS) > 0;
    }

    /** Writes the Event, or counts up the one that is there. */
    public void write(OwnerSummary summary) {
        String reason = summary.count(State.REFUSED) > 0 ? "RefusedToday" : "MoreThanGranted";
        String owner = summary.owner().toString();
        String name = summary.owner().name();
        String id = UUID.nameUUIDFromBytes((reason + " " + owner).getBytes(StandardCharsets.UTF_8))
                .toString();
        String event = name.substring(0, Math.min(NAME, name.length())).replaceFirst("[.-]+$", "") + "." + id;
        var events = client.v1().events().inNamespace(summary.owner().namespace());
        Event before = events.withName(event).get();
        String message = OneLine.of(message(summary), MESSAGE);
        if (before == null) {
            events.resource(fresh(summary.owner(), event, reason, message)).create();
        } else {
            int count = before.getCount() == null ? 0 : before.getCount();
            events.resource(new EventBuilder(before)
                            .withMessage(message)
                            .withLastTimestamp(now.toString())
                            .withCount(count + 1)
                            .build())
                    .update();
        }
    }

    private Event fresh(Owner owner, String name, String reason, String message) {
        return new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(owner.namespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withKind(owner.kind())
                .withNamespace(owner.namespace())
                .withName(owner.name())
                .endInvolvedObject()
                .withType("Warning")
                .withReason(reason)
                .withMessage(message)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withFirstTimestamp(now.toString())
                .withLastTimestamp(now.toString())
                .withCount(1)
                .build();
    }

    private static String message(OwnerSummary summary) {
        String first = summary.observations().isEmpty()
                ? ""
                : "; " + summary.observations().get(0).observation().message();
        return "of " + summary.pods() + " pods " + summary.count(State.REFUSED) + " "
                + State.REFUSED.phrase() + ", " + summary.count(State.EXCESS) + " run " + State.EXCESS.phrase() + first
                + "; `entitlements scan` has the rest";
    }
}
