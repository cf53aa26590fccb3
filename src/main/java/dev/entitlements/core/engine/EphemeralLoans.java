package dev.entitlements.core.engine;

import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.engine.Held.Source;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lends names to ephemeral containers: a name of a policy's {@code ephemeral} is added exactly when the container
 * declares something which that name grants and the others do not.
 */
final class EphemeralLoans {
    private final PodRequest request;
    private final List<Policy> policies;
    private final Judging judging;

    EphemeralLoans(PodRequest request, List<Policy> policies, Judging judging) {
        // what is merely absent is not declared, so the question is the one asked when mutating
        this.request = request.at(Stage.MUTATE);
        this.policies = policies;
        this.judging = judging;
    }

    /** The same standings, with loans where needed. */
    List<Standing> lend(List<Standing> standings) {
        List<Standing> result = new ArrayList<>(standings);
        for (int i = 0; i < result.size(); i++) {
            if (result.get(i).container().type() == ContainerType.EPHEMERAL) {
                lendTo(result, i);
            }
        }
        return result;
    }

    private void lendTo(List<Standing> standings, int index) {
        Standing standing = standings.get(index);
        Map<EntitlementId, String> offers = new LinkedHashMap<>();
        for (Policy policy : policies) {
            if (policy.match().matchesImage(standing.container().image())) {
                policy.ephemeral().forEach(id -> offers.putIfAbsent(id, policy.name()));
            }
        }
        long excess = offers.isEmpty() ? 0 : excess(standings, index);
        for (Map.Entry<EntitlementId, String> offer : offers.entrySet()) {
            if (excess == 0) {
                return;
            }
            Standing before = standings.get(index);
            standings.set(index, before.plus(List.of(new Held(offer.getKey(), Source.EPHEMERAL, offer.getValue()))));
            long left = excess(standings, index);
            if (left < excess) {
                excess = left;
            } else {
                standings.set(index, before);
            }
        }
    }

    private long excess(List<Standing> standings, int index) {
        Subject subject = judging.subject(request, standings);
        ContainerSubject container = subject.containers().get(index);
        return judging.findings(subject).stream()
                .filter(finding -> finding.code().kind() == FindingCode.Kind.POWER)
                .map(Finding::container)
                .filter(name -> name.equals(container.declared().name()))
                .count();
    }
}
