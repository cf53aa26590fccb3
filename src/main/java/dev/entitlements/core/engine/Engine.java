package dev.entitlements.core.engine;

import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Severity;
import dev.entitlements.core.engine.Evaluation.Weighing;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.Comparator;
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
            boolean heard =
                    weaker.compareTo(strongest) < 0 && matching.stream().anyMatch(policy -> policy.mode() == weaker);
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
                matching.stream().map(Policy::name).sorted().toList(),
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
        List<Policy> matching = new ArrayList<>();
        for (Policy policy : rulebook.policies()) {
            if (policy.match().matches(request.origin()) && matchesAnImage(policy, request)) {
                matching.add(policy);
            }
        }
        matching.sort(Comparator.comparing(Policy::mode).reversed().thenComparing(Policy::name));
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

    private static List<Policy> atLeast(Mode mode, List<Policy> policies) {
        return policies.stream()
                .filter(policy -> policy.mode().compareTo(mode) >= 0)
                .toList();
    }

    /** Sorted, each once; what was refused, or said already, is not said again as a warning. */
    private static List<Finding> unsaid(List<Finding> findings, List<Finding> said) {
        List<Finding> sorted = findings.stream().distinct().sorted().toList();
        Set<Finding> told = new HashSet<>();
        said.forEach(finding -> told.add(finding.asWarning()));
        for (Finding finding : sorted) {
            if (finding.severity() == Severity.REFUSE) {
                told.add(finding.asWarning());
            }
        }
        return sorted.stream().filter(finding -> !told.contains(finding)).toList();
    }
}
