package dev.entitlements.core.engine;

import dev.entitlements.core.check.Check;
import dev.entitlements.core.check.Checks;
import dev.entitlements.core.check.ContainerSubject;
import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts what containers hold beside what they declare, and runs every check on it. */
final class Judging {
    private final Rulebook rulebook;
    private final List<Policy> policies;

    Judging(Rulebook rulebook, List<Policy> policies) {
        this.rulebook = rulebook;
        this.policies = policies;
    }

    Subject subject(PodRequest request, List<Standing> standings) {
        Catalogue catalogue = rulebook.catalogue();
        List<ContainerSubject> containers = new ArrayList<>(standings.size());
        for (Standing standing : standings) {
            List<EntitlementId> ids = standing.ids();
            Grants grants = Grants.NONE;
            for (EntitlementId id : ids) {
                grants = grants.plus(catalogue.grants(id));
            }
            containers.add(
                    new ContainerSubject(standing.container(), ids, grants, FinalCapabilities.of(standing, catalogue)));
        }
        return new Subject(request, containers, policies, rulebook);
    }

    /** Names by how much they give away, the least first. */
    Comparator<EntitlementId> byPower() {
        Catalogue catalogue = rulebook.catalogue();
        return Comparator.comparingInt((EntitlementId id) ->
                        catalogue.grants(id).capabilities().size()
                                + catalogue.grants(id).permissions().size())
                .thenComparing(Comparator.naturalOrder());
    }

    List<Finding> findings(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : Checks.ALL) {
            findings.addAll(check.findings(subject));
        }
        return findings;
    }
}
