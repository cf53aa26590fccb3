package dev.entitlements.core.engine;

import dev.entitlements.core.check.Subject;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Severity;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.expand.Excess;
import dev.entitlements.core.expand.Expansion;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.OnExcess;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.core.settings.PodSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a set of policies says of a pod: names, then grants, then checks, then settings.
 *
 * @param settings what would be written
 * @param findings what is held against it, sorted
 */
record Evaluation(PodSettings settings, List<Finding> findings) {
    /** What becomes of declared power beyond the grants. */
    enum Weighing {
        /** It is refused when validating; when mutating it is stripped, or left for validating to refuse. */
        ENFORCED,
        /** It is told of: nothing was written, so what is merely absent is no excess. */
        ADVISED,
        /** It is passed over: the pod carries what an enforce policy wrote, and its own wishes cannot be told apart. */
        NAMES_ONLY
    }

    static Evaluation of(PodRequest original, List<Policy> policies, Rulebook rulebook, Weighing weighing) {
        PodRequest request = weighing == Weighing.ENFORCED ? original : original.at(Stage.MUTATE);
        AskedNames asked = AskedNames.read(request, rulebook.catalogue());
        List<Finding> findings = new ArrayList<>(asked.findings());
        findings.addAll(new Authorisation(request, policies).findings(asked));
        List<Standing> standings = standings(request, policies, rulebook, asked);
        Judging judging = new Judging(rulebook, policies);
        Subject subject = judging.subject(request, standings);
        for (Finding finding : judging.findings(subject)) {
            if (finding.code() != FindingCode.INERT_CAPABILITIES || wantsCapabilities(finding, standings, rulebook)) {
                findings.add(finding);
            }
        }
        Excess excess = new Excess(findings, onExcess(request, policies));
        PodSettings settings = Expansion.expand(subject, named(standings), excess);
        findings.addAll(WholePod.findings(subject, settings, excess));
        return new Evaluation(settings, weigh(findings, weighing(original.stage(), excess.then(), weighing)));
    }

    /** Whether the author asked for capabilities: those that only a default gives without effect disappoint nobody. */
    private static boolean wantsCapabilities(Finding finding, List<Standing> standings, Rulebook rulebook) {
        return standings.stream()
                .filter(standing -> standing.container().name().equals(finding.container()))
                .anyMatch(standing -> standing.wantsCapabilities(rulebook.catalogue()));
    }

    static List<Standing> standings(PodRequest request, List<Policy> policies, Rulebook rulebook, AskedNames asked) {
        DefaultLevels levels = new DefaultLevels(rulebook.catalogue(), policies, request.containers());
        List<Standing> standings = levels.complete(request.containers(), asked);
        return new EphemeralLoans(request, policies, new Judging(rulebook, policies)).lend(standings);
    }

    private static List<List<EntitlementId>> named(List<Standing> standings) {
        List<List<EntitlementId>> named = new ArrayList<>(standings.size());
        Standing before = null;
        for (Standing standing : standings) {
            boolean isSame = before != null && standing.held().equals(before.held());
            named.add(isSame ? named.get(named.size() - 1) : List.copyOf(standing.named()));
            before = standing;
        }
        return named;
    }

    /** Refuse beats strip; and what is validated is never stripped. */
    private static OnExcess onExcess(PodRequest request, List<Policy> policies) {
        boolean strip = request.stage() == Stage.MUTATE && !policies.isEmpty();
        for (Policy policy : policies) {
            strip &= policy.onExcess() == OnExcess.STRIP;
        }
        return strip ? OnExcess.STRIP : OnExcess.REFUSE;
    }

    /** What to do with an excess. */
    private enum Then {
        KEEP,
        DROP,
        STRIP
    }

    private static Then weighing(Stage stage, OnExcess onExcess, Weighing weighing) {
        return switch (weighing) {
            case ADVISED -> Then.KEEP;
            case NAMES_ONLY -> Then.DROP;
            case ENFORCED -> {
                Then mutating = onExcess == OnExcess.STRIP ? Then.STRIP : Then.DROP;
                yield stage == Stage.VALIDATE ? Then.KEEP : mutating;
            }
        };
    }

    private static List<Finding> weigh(List<Finding> findings, Then then) {
        List<Finding> weighed = new ArrayList<>();
        for (Finding finding : findings) {
            boolean excess = finding.code().kind() == FindingCode.Kind.POWER && finding.severity() == Severity.REFUSE;
            if (!excess || then == Then.KEEP) {
                weighed.add(finding);
            } else if (then == Then.STRIP && Excess.isStrippable(finding.code())) {
                weighed.add(new Finding(
                        FindingCode.STRIPPED,
                        Severity.WARN,
                        finding.container(),
                        finding.field(),
                        "removed: " + finding.message(),
                        finding.help()));
            }
        }
        return Finding.sorted(weighed);
    }
}
