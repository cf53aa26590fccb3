package dev.entitlements.core.decision;

import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.settings.PodSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Admitted with settings, or refused with findings.
 *
 * @param mode the strongest mode of the policies that match
 * @param policies the names of the policies that match, sorted
 * @param outlook what the pod would be given by the policies that match, of any mode; what a refused pod would have
 *     got but for its findings
 * @param enforced whether the settings are to be written: an enforce policy matches and nothing refuses
 * @param findings what the answer says, sorted: refusals only if the pod is refused, everything else as warnings
 * @param audit findings that only audit policies bring, sorted
 */
public record Decision(
        Mode mode,
        List<String> policies,
        PodSettings outlook,
        boolean enforced,
        List<Finding> findings,
        List<Finding> audit) {
    public Decision {
        policies = List.copyOf(policies);
        findings = List.copyOf(findings);
        audit = List.copyOf(audit);
    }

    /** Whether the pod is refused. */
    public boolean isRefused() {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.REFUSE) {
                return true;
            }
        }
        return false;
    }

    /** What is to be written, if anything. */
    public Optional<PodSettings> settings() {
        return enforced && !isRefused() ? Optional.of(outlook) : Optional.empty();
    }

    /** The same with more findings; they refuse only where a policy enforces. */
    public Decision with(List<Finding> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Finding> all = new ArrayList<>(findings);
        more.forEach(finding -> all.add(mode == Mode.ENFORCE ? finding : finding.asWarning()));
        // what refuses is not said again as a warning
        Set<Finding> refusals = new HashSet<>();
        for (Finding finding : all) {
            if (finding.severity() == Severity.REFUSE) {
                refusals.add(finding.asWarning());
            }
        }
        all.removeIf(refusals::contains);
        return new Decision(mode, policies, outlook, enforced, Finding.sorted(all), audit);
    }

    /** The same policies and mode, with nothing but these findings. */
    public Decision withOnly(List<Finding> others) {
        return new Decision(mode, policies, outlook, enforced, List.of(), List.of()).with(others);
    }

    /** The same with every refusal turned into a warning: advice about pods that do not exist yet. */
    public Decision asAdvice() {
        return new Decision(
                mode,
                policies,
                outlook,
                false,
                findings.stream().map(Finding::asWarning).distinct().sorted().toList(),
                audit);
    }

    /** The same with every field's path put elsewhere, as in a workload's template. */
    public Decision atFields(UnaryOperator<String> move) {
        return new Decision(mode, policies, outlook, enforced, move(findings, move), move(audit, move));
    }

    private static List<Finding> move(List<Finding> findings, UnaryOperator<String> move) {
        return findings.stream()
                .map(finding -> finding.at(move.apply(finding.field())))
                .sorted()
                .toList();
    }
}
