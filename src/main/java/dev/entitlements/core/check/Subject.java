package dev.entitlements.core.check;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import java.util.function.Predicate;

/**
 * A pod with what each container may have: what checks look at.
 *
 * @param request the pod
 * @param containers its containers, in the order of the request
 * @param policies the matching policies that count for this answer, strongest mode first, then by name
 * @param rulebook the rulebook
 */
public record Subject(PodRequest request, List<ContainerSubject> containers, List<Policy> policies, Rulebook rulebook) {
    /** Whether every container's grants are such. */
    public boolean everyContainer(Predicate<Grants> predicate) {
        return containers.stream().allMatch(container -> predicate.test(container.grants()));
    }

    /**
     * The next step for whoever was refused: the least entitlement that would permit it, and the policy line to change
     * where none of the matching policies allows that name.
     *
     * @param sufficient whether what an entitlement grants would be enough
     */
    public String help(Predicate<Grants> sufficient) {
        Catalogue catalogue = rulebook.catalogue();
        return catalogue.entries().stream()
                .filter(entry -> sufficient.test(catalogue.grants(entry.id())))
                .min(LeastPower.order(catalogue))
                .map(this::ask)
                .orElse("no entitlement of the catalogue permits this");
    }

    /** The next step when it is known which entitlement would permit it. */
    public String ask(Entitlement entitlement) {
        return ask(entitlement.id().toString());
    }

    /** The next step when the full name that would permit it is known. */
    public String ask(String name) {
        return Advice.ask(name, policies);
    }
}
