package dev.entitlements.codec.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.BundledProfile;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.SyscallRule;
import java.util.List;

/** Writes which profiles a bundle has and which entitlements get them. */
public final class BundleIndex {
    private BundleIndex() {}

    /** The index as JSON; names that change no profile are left out of the sets, so the empty set is the floor. */
    public static ObjectNode tree(Bundle bundle) {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        index.put("combinations", bundle.combinations());
        ArrayNode seccomp = index.putArray("seccomp");
        bundle.seccomp().forEach((name, profile) -> {
            ObjectNode entry = seccomp.addObject().put("profile", name);
            entry.put(
                    "systemCalls",
                    SyscallRule.names(profile.model().allow().rules()).size());
            sets(entry, profile);
        });
        ArrayNode appArmor = index.putArray("appArmor");
        bundle.appArmor().forEach((name, profile) -> {
            ObjectNode entry = appArmor.addObject().put("profile", name);
            entry.put("rules", profile.model().rules().size());
            sets(entry, profile);
        });
        return index;
    }

    /** The index as a file's text. */
    public static String write(Bundle bundle) {
        return ProfileText.of(tree(bundle));
    }

    private static void sets(ObjectNode entry, BundledProfile<?> profile) {
        ArrayNode sets = entry.putArray("entitlements");
        for (List<EntitlementId> set : profile.entitlements()) {
            ArrayNode names = sets.addArray();
            set.forEach(name -> names.add(name.toString()));
        }
    }
}
