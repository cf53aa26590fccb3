package dev.entitlements.core.engine;

import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Severity;
import dev.entitlements.core.engine.Held.Source;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
                result.set(i, lendTo(result.get(i)));
            }
        }
        return result;
    }

    /** Takes offers, the least powerful first, while each leaves less in excess; then gives back what others make idle. */
    private Standing lendTo(Standing standing) {
        List<Held> loans = new ArrayList<>();
        long excess = excess(standing);
        for (Held offer : excess == 0 ? List.<Held>of() : offers(standing)) {
            loans.add(offer);
            long left = excess(standing.plus(loans));
            if (left < excess) {
                excess = left;
            } else {
                loans.remove(offer);
            }
        }
        for (Held loan : List.copyOf(loans)) {
            List<Held> others = new ArrayList<>(loans);
            others.remove(loan);
            if (excess(standing.plus(others)) == excess) {
                loans = others;
            }
        }
        return standing.plus(loans);
    }

    private List<Held> offers(Standing standing) {
        SortedMap<EntitlementId, String> offers = new TreeMap<>(judging.byPower());
        for (Policy policy : policies) {
            if (policy.match().matchesImage(standing.container().image())) {
                policy.ephemeral().forEach(id -> offers.putIfAbsent(id, policy.name()));
            }
        }
        return offers.entrySet().stream()
                .map(offer -> new Held(offer.getKey(), Source.EPHEMERAL, offer.getValue()))
                .toList();
    }

    /** How much this container declares beyond what it holds; the others, and volumes only they mount, are left out. */
    private long excess(Standing standing) {
        ContainerRequest container = standing.container();
        Subject subject = judging.subject(request.alone(container), List.of(standing));
        return judging.findings(subject).stream()
                .filter(finding -> finding.code().kind() == FindingCode.Kind.POWER
                        && finding.severity() == Severity.REFUSE
                        && finding.container().equals(container.name()))
                .count();
    }
}
