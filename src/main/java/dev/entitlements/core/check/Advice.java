package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Scope;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.words.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says what to ask for, and which policy line to change where that name is not allowed yet. */
public final class Advice {
    private static final String NOTHING = "no entitlement of the catalogue permits this";

    /** Beyond so many names help may be less apt, but is given in time. */
    private static final int MOST_HELD = 256;

    private Advice() {}

    /** The next step for a name that would permit what was refused. */
    static String ask(Subject subject, String name) {
        String ask = askFor(name, Asked.POD_KEY);
        Optional<EntitlementId> id = EntitlementId.parse(name);
        boolean allowed = id.isPresent() && Allowance.mayAsk(subject, id.get());
        return allowed ? ask : ask + "; " + permit(name, subject.policies());
    }

    /** The policy line that would allow the name. */
    public static String permit(String name, List<Policy> policies) {
        return policies.isEmpty()
                ? "no policy matches this pod: one that allows " + Quoted.text(name) + " is needed"
                : "add it to `spec.allow` of policy `" + policies.get(0).name() + "`";
    }

    /** The next step where what is declared for the whole pod needs more than some container has. */
    static String forPod(Subject subject, Need need) {
        Catalogue catalogue = subject.rulebook().catalogue();
        List<EntitlementId> held = subject.containers().stream()
                .flatMap(container -> container.entitlements().stream())
                .distinct()
                .limit(MOST_HELD)
                .sorted()
                .toList();
        Predicate<EntitlementId> allowed =
                id -> subject.containers().stream().allMatch(container -> Allowance.mayHave(subject, container, id));
        List<String> asked = Stream.concat(
                        Stream.of(subject.request().asked().pod()),
                        subject.request().asked().byContainer().values().stream())
                .flatMap(List::stream)
                .toList();
        return LeastPower.enough(catalogue, need, held, allowed)
                .map(candidate -> askFor(candidate.id().toString(), Asked.POD_KEY)
                        + instead(LeastPower.replaced(catalogue, candidate, held), asked)
                        + (allowed.test(candidate.id())
                                ? ""
                                : "; " + permit(candidate.id().toString(), speakingForAll(subject))))
                .orElse(NOTHING);
    }

    /** The next step where one container needs more than it has. */
    static String forContainer(Subject subject, ContainerSubject container, Need need) {
        Catalogue catalogue = subject.rulebook().catalogue();
        Predicate<EntitlementId> allowed = id -> Allowance.mayHave(subject, container, id);
        List<Policy> policies = subject.policies().stream()
                .filter(policy -> speaksFor(policy, container))
                .toList();
        Optional<LeastPower.Candidate> least = LeastPower.enough(catalogue, need, container.entitlements(), allowed);
        if (least.isEmpty()) {
            return NOTHING;
        }
        LeastPower.Candidate candidate = least.get();
        if (container.isEphemeral()) {
            return forEphemeral(candidate, policies);
        }
        Asked asked = subject.request().asked();
        boolean isForOne = candidate.entry().scope() == Scope.CONTAINER
                && subject.containers().size() > 1;
        String key = isForOne ? Asked.CONTAINER_PREFIX + container.name() : Asked.POD_KEY;
        List<String> written = isForOne ? asked.byContainer().getOrDefault(container.name(), List.of()) : asked.pod();
        String name = candidate.id().toString();
        return askFor(name, key)
                + instead(LeastPower.replaced(catalogue, candidate, container.entitlements()), written)
                + (allowed.test(candidate.id()) ? "" : "; " + permit(name, policies));
    }

    private static String forEphemeral(LeastPower.Candidate candidate, List<Policy> policies) {
        String name = Quoted.text(candidate.id().toString());
        if (candidate.entry().scope() == Scope.POD) {
            return "only a new pod can ask for " + name;
        }
        return policies.isEmpty()
                ? "no policy matches this container: one with " + name + " in `spec.ephemeral` is needed"
                : "add " + name + " to `spec.ephemeral` of policy `"
                        + policies.get(0).name() + "`";
    }

    private static String askFor(String name, String key) {
        return "ask for " + Quoted.text(name) + " in the annotation " + Quoted.text(key);
    }

    /** A level that the author wrote has to go when another of its domain is asked for in the same place. */
    private static String instead(Optional<EntitlementId> replaced, List<String> written) {
        return replaced.map(EntitlementId::toString)
                .filter(written::contains)
                .map(name -> " instead of " + Quoted.text(name))
                .orElse("");
    }

    private static List<Policy> speakingForAll(Subject subject) {
        List<Policy> forAll = subject.policies().stream()
                .filter(policy -> subject.containers().stream().allMatch(container -> speaksFor(policy, container)))
                .toList();
        return forAll.isEmpty() ? subject.policies() : forAll;
    }

    private static boolean speaksFor(Policy policy, ContainerSubject container) {
        return policy.match().matchesImage(container.declared().image());
    }
}
