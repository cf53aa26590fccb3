package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.request.Os;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.util.List;
import java.util.function.Function;
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
        for (ContainerSubject container : containers) {
            if (!predicate.test(container.grants())) {
                return false;
            }
        }
        return true;
    }

    /** What is found container by container. */
    List<Finding> eachContainer(Function<ContainerSubject, List<Finding>> look) {
        return Each.of(containers, look);
    }

    /** Whether the pod is held against its grants as it stands; before, what is absent can still be written. */
    boolean isFinal() {
        return request.stage() == Stage.VALIDATE;
    }

    /** Whether the pod runs on Linux. */
    boolean isLinux() {
        return request.pod().os() == Os.LINUX;
    }

    /** Whether the absence of a Linux field that we would have written counts as its loosest value. */
    boolean countsAbsence() {
        return isFinal() && isLinux();
    }

    /** The next step for a whole pod that was refused: the least entitlement that would permit it, and who allows it. */
    String help(Need need) {
        return Advice.forPod(this, need);
    }

    /** The same for one container. */
    String help(ContainerSubject container, Need need) {
        return Advice.forContainer(this, container, need);
    }

    /**
     * The next step for whoever was refused: the least entitlement that would permit it, and the policy line to change
     * where none of the matching policies allows that name.
     *
     * @param sufficient whether what an entitlement grants would be enough
     */
    public String help(Predicate<Grants> sufficient) {
        return help(new Need(sufficient, ""));
    }

    /** The next step when it is known which entitlement would permit it. */
    public String ask(Entitlement entitlement) {
        return ask(entitlement.id().toString());
    }

    /** The next step when the full name that would permit it is known. */
    public String ask(String name) {
        return Advice.ask(this, name);
    }
}
