package dev.entitlements.core.engine;

import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Severity;
import dev.entitlements.core.engine.Evaluation.Weighing;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.Origin;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides about one pod. */
public final class Engine {
    private Engine() {}

    /**
     * The decision; a function of its two arguments alone.
     *
     * <p>INVARIANT (modes do not mix upwards): refusals and settings come from enforce policies only, warnings from
     * enforce and warn, audit findings from all.
     */
    public static Decision decide(PodRequest request, Rulebook rulebook) {
        List<Policy> matching = matching(request, rulebook);
        Mode strongest = matching.isEmpty() ? Mode.AUDIT : matching.get(0).mode();
        Evaluation outlook = Evaluation.of(
                request,
                atLeast(strongest, matching),
                rulebook,
                strongest == Mode.ENFORCE ? Weighing.ENFORCED : Weighing.ADVISED);
        Weighing weakerWeighing =
                strongest == Mode.ENFORCE && request.stage() == Stage.VALIDATE ? Weighing.NAMES_ONLY : Weighing.ADVISED;
        List<Finding> findings = new ArrayList<>();
        List<Finding> audit = new ArrayList<>();
        for (Finding finding : outlook.findings()) {
            (strongest == Mode.AUDIT ? audit : findings).add(strongest == Mode.ENFORCE ? finding : finding.asWarning());
        }
        for (Mode weaker : List.of(Mode.WARN, Mode.AUDIT)) {
            boolean heard = weaker.compareTo(strongest) < 0 && speaks(weaker, matching);
            if (heard) {
                List<Policy> policies = atLeast(weaker, matching);
                for (Finding finding : Evaluation.of(request, policies, rulebook, weakerWeighing)
                        .findings()) {
                    // the label is ours to write, and the strongest answer has judged it
                    if (strongest != Mode.ENFORCE || finding.code() != FindingCode.NETWORK_LABEL_DIFFERS) {
                        (weaker == Mode.AUDIT ? audit : findings).add(finding.asWarning());
                    }
                }
            }
        }
        return new Decision(
                strongest,
                names(matching),
                outlook.settings(),
                strongest == Mode.ENFORCE,
                unsaid(findings, List.of()),
                unsaid(audit, findings));
    }

    /** Every name each container holds by the policies of the strongest matching mode, with where it comes from. */
    public static List<Standing> standings(PodRequest request, Rulebook rulebook) {
        List<Policy> matching = matching(request, rulebook);
        Mode strongest = matching.isEmpty() ? Mode.AUDIT : matching.get(0).mode();
        AskedNames asked = AskedNames.read(request, rulebook.catalogue());
        return Evaluation.standings(request, atLeast(strongest, matching), rulebook, asked);
    }

    /** The policies that speak for the pod or any container of it, strongest mode first, then by name. */
    private static List<Policy> matching(PodRequest request, Rulebook rulebook) {
        Origin origin = request.origin();
        List<Policy> matching = rulebook.policies().in(origin.namespace(), origin.namespaceLabels());
        matching.removeIf(
                policy -> !policy.match().matchesAccount(origin.serviceAccount()) || !matchesAnImage(policy, request));
        return matching;
    }

    private static boolean matchesAnImage(Policy policy, PodRequest request) {
        if (policy.match().images().isEmpty()) {
            return true;
        }
        for (ContainerRequest container : request.containers()) {
            if (policy.match().matchesImage(container.image())) {
                return true;
            }
        }
        return false;
    }

    private static boolean speaks(Mode mode, List<Policy> policies) {
        for (Policy policy : policies) {
            if (policy.mode() == mode) {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(List<Policy> policies) {
        List<String> names = new ArrayList<>(policies.size());
        for (Policy policy : policies) {
            names.add(policy.name());
        }
        names.sort(null);
        return names;
    }

    private static List<Policy> atLeast(Mode mode, List<Policy> policies) {
        List<Policy> strong = new ArrayList<>(policies.size());
        for (Policy policy : policies) {
            if (policy.mode().compareTo(mode) >= 0) {
                strong.add(policy);
            }
        }
        return strong;
    }

    /** Sorted, each once; what was refused, or said already, is not said again as a warning. */
    private static List<Finding> unsaid(List<Finding> findings, List<Finding> said) {
        List<Finding> sorted = Finding.sorted(findings);
        if (sorted.isEmpty()) {
            return sorted;
        }
        Set<Finding> covered = new HashSet<>(0);
        for (Finding finding : said) {
            covered.add(finding.asWarning());
        }
        for (Finding finding : sorted) {
            if (finding.severity() == Severity.REFUSE) {
                covered.add(finding.asWarning());
            }
        }
        if (!covered.isEmpty()) {
            sorted.removeIf(covered::contains);
        }
        return sorted;
    }
}
