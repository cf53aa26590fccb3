package dev.entitlements.core.engine;

import dev.entitlements.core.check.Advice;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.engine.AskedNames.Entry;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.PolicyException;
import dev.entitlements.core.rulebook.SensitivePaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the policies let a container ask for a name. */
final class Authorisation {
    /** Whoever is refused for this much need not read more, and nobody can make us write without end. */
    private static final int MOST = 50;

    private final PodRequest request;
    private final List<Policy> policies;

    Authorisation(PodRequest request, List<Policy> policies) {
        this.request = request;
        this.policies = policies;
    }

    /** What is asked for without leave, each name once: for the pod where no container may have it, else by container. */
    List<Finding> findings(AskedNames asked) {
        Map<Entry, List<ContainerRequest>> refused = new LinkedHashMap<>();
        for (ContainerRequest container : request.containers()) {
            for (Entry entry : asked.of(container)) {
                if (!allows(entry.entitlement(), entry.id(), container)) {
                    refused.computeIfAbsent(entry, key -> new ArrayList<>()).add(container);
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        refused.entrySet().stream().limit(MOST).forEach(one -> {
            Entry entry = one.getKey();
            List<ContainerRequest> containers = one.getValue();
            if (asked.pod().contains(entry)
                    && (containers.size() == request.containers().size())) {
                findings.add(refusal(entry, ""));
            } else {
                containers.stream().limit(MOST).forEach(container -> findings.add(refusal(entry, container.name())));
            }
            expired(entry, containers, findings);
        });
        return findings;
    }

    /** Whether any policy that speaks for the container permits the name: allow, default, or an exception in force. */
    boolean allows(Entitlement entitlement, EntitlementId id, ContainerRequest container) {
        for (Policy policy : policies) {
            if (policy.match().matchesImage(container.image())
                    && (policy.defaults().contains(id)
                            || permits(policy.allow(), entitlement, id)
                            || excepted(policy, entitlement, id))) {
                return true;
            }
        }
        return false;
    }

    private boolean excepted(Policy policy, Entitlement entitlement, EntitlementId id) {
        for (PolicyException exception : policy.exceptions()) {
            if (!exception.isExpired(request.today())
                    && exception.isFor(request.origin().serviceAccount())
                    && permits(exception.allow(), entitlement, id)) {
                return true;
            }
        }
        return false;
    }

    private static boolean permits(List<NamePattern> patterns, Entitlement entitlement, EntitlementId id) {
        boolean isPath = entitlement.argument().kind() == ArgumentGrammar.Kind.PATH;
        for (NamePattern pattern : patterns) {
            if (pattern.matches(id) && (!isPath || SensitivePaths.permits(pattern.argument(), id.argument()))) {
                return true;
            }
        }
        return false;
    }

    private Finding refusal(Entry entry, String container) {
        String name = entry.id().toString();
        String who = request.origin().namespace() + "/" + request.origin().serviceAccount();
        Reason reason = new Reason(
                "entitlement `" + name + "` is not allowed for service account `" + who + "`",
                Advice.permit(name, policies) + ", or ask for less");
        return Finding.refuse(FindingCode.ENTITLEMENT_NOT_ALLOWED, container, AskedNames.field(entry.key()), reason);
    }

    private void expired(Entry entry, List<ContainerRequest> containers, List<Finding> findings) {
        for (Policy policy : policies) {
            for (PolicyException exception : policy.exceptions()) {
                boolean speaks =
                        containers.stream().anyMatch(container -> policy.match().matchesImage(container.image()));
                if (speaks
                        && exception.isExpired(request.today())
                        && exception.isFor(request.origin().serviceAccount())
                        && permits(exception.allow(), entry.entitlement(), entry.id())) {
                    findings.add(Finding.warn(
                            FindingCode.EXPIRED_EXCEPTION,
                            "",
                            AskedNames.field(entry.key()),
                            new Reason(
                                    "exception `" + exception.name() + "` of policy `" + policy.name() + "` allowed `"
                                            + entry.id() + "` until " + exception.until(),
                                    "have it renewed, or ask for less")));
                }
            }
        }
    }
}
