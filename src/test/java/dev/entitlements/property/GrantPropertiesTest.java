package dev.entitlements.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.Circumstances;
import dev.entitlements.admit.PodAdmission;
import dev.entitlements.admit.Rules;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.core.settings.ContainerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Law 1: entitlements only add. */
class GrantPropertiesTest {
    private static final Rulebook RULEBOOK = PodSecurityPromiseTest.FLOORS;
    private static final Catalogue CATALOGUE = RULEBOOK.catalogue();

    @Test
    void oneMoreNameTakesNothingAwayFromWhatOtherDomainsGrant() {
        RandomPods pods = new RandomPods(6).dense(2);
        int compared = 0;
        for (int round = 0; round < 3000; round++) {
            List<String> names = pods.names();
            ObjectNode pod = pods.podAsking(names);
            EntitlementId more = EntitlementId.parse(
                            pods.names().stream().findFirst().orElse("network.bind"))
                    .filter(id -> CATALOGUE.find(id).isPresent())
                    .orElse(new EntitlementId("network.bind", ""));
            ObjectNode wider = pod.deepCopy();
            List<String> all = new ArrayList<>(names);
            all.add(more.toString());
            ((ObjectNode) wider.at("/metadata/annotations")).put("entitlements.dev/pod", String.join(",", all));

            Decision before = decide(pod);
            Decision after = decide(wider);

            if (!before.isRefused() && !after.isRefused()) {
                compared++;
                for (int i = 0; i < before.outlook().containers().size(); i++) {
                    ContainerSettings narrow = before.outlook().containers().get(i);
                    ContainerSettings wide = after.outlook().containers().get(i);
                    assertThat(covers(grants(wide), grants(narrow)))
                            .as("%s + %s", names, more)
                            .isTrue();
                    assertThat(wide.entitlements()).containsAll(withoutDomainOf(more, narrow));
                    assertThat(wide.capabilities()).containsAll(narrow.capabilities());
                }
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    private static List<EntitlementId> withoutDomainOf(EntitlementId more, ContainerSettings settings) {
        String domain = CATALOGUE.find(more).map(Entitlement::domain).orElse("");
        return settings.entitlements().stream()
                .filter(id -> domain.isEmpty()
                        || !CATALOGUE
                                .find(id)
                                .map(Entitlement::domain)
                                .orElse("")
                                .equals(domain))
                .toList();
    }

    private static Grants grants(ContainerSettings settings) {
        Grants grants = Grants.NONE;
        for (EntitlementId id : settings.entitlements()) {
            grants = grants.plus(CATALOGUE.grants(id));
        }
        return grants;
    }

    private static boolean covers(Grants wide, Grants narrow) {
        return wide.plus(narrow).equals(wide);
    }

    private static Decision decide(ObjectNode pod) {
        Circumstances shop = new Circumstances("shop", Map.of(), "default", Rules.TODAY);
        return PodAdmission.mutate(pod, shop, RULEBOOK).decision();
    }
}
