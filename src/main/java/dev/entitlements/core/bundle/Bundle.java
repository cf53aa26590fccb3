package dev.entitlements.core.bundle;

import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.settings.ProfileName;
import dev.entitlements.core.settings.ProfileSetting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every profile that a rulebook can ever need, by the entitlements it is for. Immutable.
 *
 * <p>A profile is a function of the granted entitlements alone, and its name of the profile alone; so whoever holds the
 * same rulebook has the same bundle.
 */
public final class Bundle {
    /** The most combinations that are compiled; a rulebook that permits more is an error. */
    public static final int MAX_COMBINATIONS = 4096;

    private final Catalogue catalogue;
    private final Delivery delivery;
    private final Combinations combinations;
    private final List<Compiled> compiled;
    private final SortedMap<String, BundledProfile<SeccompModel>> seccomp;
    private final SortedMap<String, BundledProfile<AppArmorModel>> appArmor;

    /** What one combination came to. */
    private record Compiled(Model model, Profiles profiles) {}

    private Bundle(Catalogue catalogue, Combinations combinations, Delivery delivery) {
        this.catalogue = catalogue;
        this.combinations = combinations;
        this.delivery = delivery;
        List<List<EntitlementId>> sets = combinations.all();
        ModelCompiler compiler = new ModelCompiler(catalogue);
        this.compiled = sets.stream().map(set -> named(compiler.compile(set))).toList();
        this.seccomp = bundled(sets, compiled, one -> one.profiles().seccomp(), one -> one.model()
                .seccomp());
        this.appArmor = bundled(sets, compiled, one -> one.profiles().appArmor(), one -> one.model()
                .appArmor());
    }

    /**
     * Compiles every combination.
     *
     * @param permitted every name that any policy, of any mode, could grant; arguments do not matter
     */
    public static Bundle of(Catalogue catalogue, Collection<EntitlementId> permitted, Delivery delivery) {
        long count = count(catalogue, permitted);
        if (count > MAX_COMBINATIONS) {
            throw new IllegalArgumentException(count + " combinations of entitlements; see count");
        }
        return new Bundle(catalogue, Combinations.of(catalogue, permitted), delivery);
    }

    /** How many combinations there would be; of no more than {@link #MAX_COMBINATIONS} a bundle can be made. */
    public static long count(Catalogue catalogue, Collection<EntitlementId> permitted) {
        return Combinations.count(catalogue, permitted);
    }

    /** What these names let through, permitted or not: the plain model, for explanations. */
    public static Model modelFor(Catalogue catalogue, Collection<EntitlementId> entitlements) {
        return new ModelCompiler(catalogue).compile(entitlements);
    }

    /** The profiles for exactly these granted names (floor levels may be among them). Fast: called for every container. */
    public Profiles profilesFor(Collection<EntitlementId> entitlements) {
        return compiledFor(entitlements).profiles();
    }

    /** The seccomp profile of this bundle that a pod's localhostProfile names. */
    public Optional<SeccompModel> seccompNamed(String localhostProfile) {
        return Optional.ofNullable(seccomp.get(localhostProfile)).map(BundledProfile::model);
    }

    /** The AppArmor profile of this bundle that a pod's localhostProfile names. */
    public Optional<AppArmorModel> appArmorNamed(String localhostProfile) {
        return Optional.ofNullable(appArmor.get(localhostProfile)).map(BundledProfile::model);
    }

    /** Whether a seccomp profile lets through no more than these entitlements grant. */
    public boolean covers(Collection<EntitlementId> entitlements, SeccompModel profile) {
        return compiledFor(entitlements).model().seccomp().covers(profile);
    }

    /** The same for an AppArmor profile. */
    public boolean covers(Collection<EntitlementId> entitlements, AppArmorModel profile) {
        return compiledFor(entitlements).model().appArmor().covers(profile);
    }

    /** Whether the runtime's default seccomp profile lets through no more than these entitlements grant. */
    public boolean runtimeSeccompWithin(Collection<EntitlementId> entitlements) {
        return new ModelCompiler(catalogue).coversRuntimeSeccomp(entitlements);
    }

    /** The same for the runtime's default AppArmor profile, whose lines for capabilities never count. */
    public boolean runtimeAppArmorWithin(Collection<EntitlementId> entitlements) {
        return compiledFor(entitlements).model().appArmor().rules().containsAll(ModelCompiler.RUNTIME_APPARMOR);
    }

    /** The seccomp profiles by the name that a pod's localhostProfile has for them. */
    public SortedMap<String, BundledProfile<SeccompModel>> seccomp() {
        return seccomp;
    }

    /** The AppArmor profiles by the name that a pod's localhostProfile has for them. */
    public SortedMap<String, BundledProfile<AppArmorModel>> appArmor() {
        return appArmor;
    }

    /** The name of exactly these profiles: two bundles with the same names have the same profiles. */
    public String digest() {
        return digest(seccomp, appArmor);
    }

    /** What {@link #digest} would be if no AppArmor profile were written. */
    public String seccompDigest() {
        return digest(seccomp, Collections.emptySortedMap());
    }

    /** Whether every profile of the other is one of this one. */
    public boolean hasAllOf(Bundle other) {
        return seccomp.keySet().containsAll(other.seccomp.keySet())
                && appArmor.keySet().containsAll(other.appArmor.keySet());
    }

    /** How many combinations of entitlements were compiled. */
    public int combinations() {
        return compiled.size();
    }

    /** Names that are no permitted combination are compiled on the spot: their profile's name is right all the same. */
    private Compiled compiledFor(Collection<EntitlementId> entitlements) {
        int number = combinations.number(entitlements);
        return number == Combinations.NONE ? named(modelFor(catalogue, entitlements)) : compiled.get(number);
    }

    private Compiled named(Model model) {
        return new Compiled(model, new Profiles(seccompOf(model), appArmorOf(model)));
    }

    private ProfileSetting seccompOf(Model model) {
        if (!model.seccompDiffers()) {
            return ProfileSetting.RUNTIME_DEFAULT;
        }
        return switch (delivery.channel()) {
            case AGENT -> named("entitlements/" + ModelHash.of(model.seccomp().canonical()) + ".json");
            case SPO ->
                named("operator/entitlements-" + ModelHash.of(model.seccomp().canonical()) + ".json");
            case NONE -> ProfileSetting.RUNTIME_DEFAULT;
        };
    }

    private ProfileSetting appArmorOf(Model model) {
        boolean delivered = delivery.channel() == Delivery.Channel.AGENT && delivery.appArmor() == Delivery.AppArmor.ON;
        return delivered && model.appArmorDiffers()
                ? named("entitlements-" + ModelHash.of(model.appArmor().canonical()))
                : ProfileSetting.RUNTIME_DEFAULT;
    }

    private static String digest(SortedMap<String, ?> seccomp, SortedMap<String, ?> appArmor) {
        return ModelHash.of(
                "bundle\n" + String.join("\n", seccomp.keySet()) + "\n\n" + String.join("\n", appArmor.keySet()));
    }

    private static ProfileSetting named(String name) {
        return new ProfileSetting(new ProfileName(name));
    }

    private static <M> SortedMap<String, BundledProfile<M>> bundled(
            List<List<EntitlementId>> sets,
            List<Compiled> compiled,
            Function<Compiled, ProfileSetting> setting,
            Function<Compiled, M> model) {
        Map<String, M> models = new HashMap<>();
        SortedMap<String, List<List<EntitlementId>>> users = new TreeMap<>();
        for (int i = 0; i < sets.size(); i++) {
            ProfileName name = setting.apply(compiled.get(i)).name();
            if (name != null) {
                models.putIfAbsent(name.text(), model.apply(compiled.get(i)));
                users.computeIfAbsent(name.text(), absent -> new ArrayList<>()).add(sets.get(i));
            }
        }
        SortedMap<String, BundledProfile<M>> profiles = new TreeMap<>();
        models.forEach(
                (name, one) -> profiles.put(name, new BundledProfile<>(one, users.getOrDefault(name, List.of()))));
        return Collections.unmodifiableSortedMap(profiles);
    }
}
