package dev.entitlements.core.bundle;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static dev.entitlements.shipped.ShippedCatalogue.everything;
import static dev.entitlements.shipped.ShippedCatalogue.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Confinement;
import dev.entitlements.core.entitlement.Documentation;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.entitlement.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which profile a set of entitlements gets, and that the bundle has it. */
class BundleTest {
    private static final Bundle BUNDLE = Bundle.of(CATALOGUE, everything(), Delivery.AGENT);
    private static final String FLOOR_SECCOMP = "entitlements/bfcf38def6e035250cff182c795d5865.json";
    private static final String FLOOR_APPARMOR = "entitlements-38589657b0ab152c1d16147c56f3cc04";

    // a change of these names means that profiles changed: pods keep running on the old ones until they are replaced
    @Test
    void theFloorsNamesStayWhatTheyAre() {
        Profiles floor = BUNDLE.profilesFor(List.of());

        assertThat(floor)
                .hasToString(
                        "Profiles[seccomp=Localhost " + FLOOR_SECCOMP + ", appArmor=Localhost " + FLOOR_APPARMOR + "]");
    }

    @Test
    void theWholeCatalogueHasOneHundredAndTwentyCombinations() {
        assertThat(BUNDLE.combinations()).isEqualTo(BUNDLE_SIZE);
        assertThat(Bundle.count(CATALOGUE, everything())).isEqualTo(BUNDLE_SIZE);
    }

    // network: none, user, bind, baseline, proxy, admin; security: floor, baseline, view, admin, privileged; two added
    private static final int BUNDLE_SIZE = 6 * 5 * 2 * 2;

    @Test
    void everyProfileOfEveryCombinationIsInTheBundle() {
        List<String> missing = new ArrayList<>();
        for (List<EntitlementId> set : Combinations.of(CATALOGUE, everything()).all()) {
            Profiles profiles = BUNDLE.profilesFor(set);
            if (profiles.seccomp().name() != null
                    && !BUNDLE.seccomp().containsKey(profiles.seccomp().name().text())) {
                missing.add(set + " seccomp");
            }
            if (profiles.appArmor().name() != null
                    && !BUNDLE.appArmor().containsKey(profiles.appArmor().name().text())) {
                missing.add(set + " AppArmor");
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void theLookedUpProfileIsTheOneCompiledOnTheSpot() {
        Bundle permitsNothing = Bundle.of(CATALOGUE, List.of(), Delivery.AGENT);

        for (List<EntitlementId> set : Combinations.of(CATALOGUE, everything()).all()) {
            assertThat(permitsNothing.profilesFor(set)).isEqualTo(BUNDLE.profilesFor(set));
        }
    }

    @Test
    void orderAndNamesThatConfineNothingDoNotMatter() {
        List<EntitlementId> names = new ArrayList<>(ids(
                "network.bind",
                "security.baseline",
                "security.memory-lock",
                "host.files.view=/var/log",
                "host.devices.none",
                "api.access=kubernetes:all:allow",
                "no.such-name=1"));
        Profiles expected = BUNDLE.profilesFor(ids("network.bind", "security.baseline", "security.memory-lock"));
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(names, new Random(seed));

            assertThat(BUNDLE.profilesFor(names)).isEqualTo(expected);
        }
    }

    @Test
    void floorLevelsMayBeNamed() {
        assertThat(BUNDLE.profilesFor(List.copyOf(CATALOGUE.floors().values())))
                .isEqualTo(BUNDLE.profilesFor(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"network.baseline", "network.proxy", "network.admin"})
    void whatRuntimesGiveByDefaultNeedsNoProfile(String network) {
        assertThat(BUNDLE.profilesFor(ids("security.baseline", network))).isEqualTo(Profiles.RUNTIME_DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"security.admin", "security.privileged"})
    void mountsNeedAnAppArmorProfileButNoSeccompProfile(String security) {
        Profiles profiles = BUNDLE.profilesFor(ids(security, "network.baseline"));

        assertThat(profiles.seccomp()).hasToString("RuntimeDefault");
        assertThat(profiles.appArmor().toString()).startsWith("Localhost entitlements-");
    }

    @Test
    void readingEveryFileNeverGetsTheRuntimesDefault() {
        assertThat(BUNDLE.profilesFor(ids("security.view", "network.baseline"))
                        .seccomp()
                        .toString())
                .startsWith("Localhost entitlements/");
    }

    @ParameterizedTest
    @EnumSource(Delivery.AppArmor.class)
    void withoutDeliveryNothingIsWritten(Delivery.AppArmor appArmor) {
        Bundle bundle = Bundle.of(CATALOGUE, everything(), new Delivery(Delivery.Channel.NONE, appArmor));

        assertThat(bundle.profilesFor(List.of())).isEqualTo(Profiles.RUNTIME_DEFAULT);
        assertThat(bundle.seccomp()).isEmpty();
        assertThat(bundle.appArmor()).isEmpty();
    }

    @Test
    void theProfilesOperatorDeliversSeccompOnlyUnderItsOwnName() {
        Bundle bundle = Bundle.of(CATALOGUE, everything(), new Delivery(Delivery.Channel.SPO, Delivery.AppArmor.ON));

        assertThat(bundle.profilesFor(List.of()).seccomp())
                .hasToString("Localhost " + FLOOR_SECCOMP.replace("entitlements/", "operator/entitlements-"));
        assertThat(bundle.profilesFor(List.of()).appArmor()).hasToString("RuntimeDefault");
    }

    @Test
    void appArmorCanBeOff() {
        Bundle bundle = Bundle.of(CATALOGUE, everything(), new Delivery(Delivery.Channel.AGENT, Delivery.AppArmor.OFF));

        assertThat(bundle.profilesFor(List.of()).seccomp()).hasToString("Localhost " + FLOOR_SECCOMP);
        assertThat(bundle.profilesFor(List.of()).appArmor()).hasToString("RuntimeDefault");
    }

    @Test
    void aLessPowerfulProfileIsWithinTheGrants() {
        assertThat(seccompWithin(FLOOR_SECCOMP, ids("network.user"))).isTrue();
        assertThat(seccompWithin(FLOOR_SECCOMP, ids("network.baseline", "security.baseline")))
                .isTrue();
        assertThat(appArmorWithin(FLOOR_APPARMOR, ids("network.user"))).isTrue();
    }

    @Test
    void aMorePowerfulProfileIsNot() {
        Profiles user = BUNDLE.profilesFor(ids("network.user"));

        assertThat(seccompWithin(nameOf(user.seccomp().toString()), List.of())).isFalse();
        assertThat(appArmorWithin(nameOf(user.appArmor().toString()), List.of()))
                .isFalse();
        assertThat(seccompWithin(nameOf(user.seccomp().toString()), ids("network.bind")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "entitlements/../entitlements/bfcf38def6e035250cff182c795d5865.json",
                " entitlements/bfcf38def6e035250cff182c795d5865.json",
                "entitlements/00000000000000000000000000000000.json",
                "operator/entitlements-bfcf38def6e035250cff182c795d5865.json"
            })
    void anUnknownProfileIsWithinNothing(String name) {
        assertThat(seccompWithin(name, everything())).isFalse();
        assertThat(appArmorWithin(name, everything())).isFalse();
    }

    @Test
    void tooManyCombinationsAreCountedAndNotCompiled() {
        List<Entitlement> entries =
                IntStream.range(0, 70).mapToObj(i -> added("extra.number-" + i)).toList();
        Catalogue catalogue = Catalogue.of(entries, CATALOGUE.reference());
        List<EntitlementId> thirteen =
                entries.stream().limit(13).map(Entitlement::id).toList();
        List<EntitlementId> all = entries.stream().map(Entitlement::id).toList();

        assertThat(Bundle.count(catalogue, thirteen)).isEqualTo(8192);
        assertThat(Bundle.count(catalogue, all)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Bundle.of(catalogue, thirteen, Delivery.AGENT))
                .hasMessage("8192 combinations of entitlements; see count");
    }

    private static Entitlement added(String name) {
        return new Entitlement(
                new EntitlementId(name, ""),
                "",
                false,
                Scope.CONTAINER,
                false,
                ArgumentGrammar.NONE,
                List.of(),
                new Grants(Set.of(Capability.SYS_NICE), Set.of(), List.of(), List.of(), List.of()),
                Confinement.NONE,
                PodSecurityLevel.PRIVILEGED,
                new Documentation("", "", ""));
    }

    private static String nameOf(String setting) {
        return setting.replace("Localhost ", "");
    }

    private static boolean seccompWithin(String name, java.util.Collection<EntitlementId> names) {
        return BUNDLE.seccompNamed(name)
                .filter(model -> BUNDLE.covers(names, model))
                .isPresent();
    }

    private static boolean appArmorWithin(String name, java.util.Collection<EntitlementId> names) {
        return BUNDLE.appArmorNamed(name)
                .filter(model -> BUNDLE.covers(names, model))
                .isPresent();
    }
}
