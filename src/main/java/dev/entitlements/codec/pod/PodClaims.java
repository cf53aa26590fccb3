package dev.entitlements.codec.pod;

import dev.entitlements.core.request.FieldValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the resource claims of a pod stand for.
 *
 * <p>INVARIANT (no alias): the value of a claim is the name of a ResourceClaim or ResourceClaimTemplate, never the name
 * that the pod's author gives it inside the pod.
 */
final class PodClaims {
    private static final String LIST = "resourceClaims";

    private static final List<String> KINDS = List.of("resourceClaimName", "resourceClaimTemplateName");

    private final Map<String, FieldValue> byAlias;

    private PodClaims(Map<String, FieldValue> byAlias) {
        this.byAlias = byAlias;
    }

    /** The claims in {@code spec.resourceClaims}. */
    static PodClaims read(Field spec) {
        List<Field> items = spec.items(LIST);
        if (items.isEmpty()) {
            return new PodClaims(Map.of());
        }
        Map<String, FieldValue> byAlias = new LinkedHashMap<>();
        for (Field item : items) {
            String alias = item.text("name");
            FieldValue claim = new FieldValue(item.path(), target(item));
            if (item.isPresent() && (alias.isEmpty() || byAlias.putIfAbsent(alias, claim) != null)) {
                item.refuse("name", "must be a name that no other claim has");
            }
        }
        return new PodClaims(byAlias);
    }

    /** All of them, in their order. */
    List<FieldValue> all() {
        return byAlias.isEmpty() ? List.of() : List.copyOf(byAlias.values());
    }

    /** Those in a container's {@code resources.claims}. */
    List<FieldValue> of(Field container) {
        List<FieldValue> claims = List.of();
        for (Field item : container.object("resources").items("claims")) {
            FieldValue claim = byAlias.get(item.text("name"));
            if (claim != null) {
                claims = claims.isEmpty() ? new ArrayList<>() : claims;
                claims.add(new FieldValue(item.path(), claim.value()));
            } else if (item.isPresent()) {
                item.refuse("name", "must be a name in `spec." + LIST + "`");
            }
        }
        return claims;
    }

    /** API servers before v1.31 keep both kinds one level deeper, in {@code source}. */
    private static String target(Field item) {
        String target = "";
        int given = 0;
        for (Field holder : List.of(item, item.object("source"))) {
            for (String kind : KINDS) {
                if (holder.has(kind)) {
                    given++;
                    target = holder.text(kind);
                }
            }
        }
        if (item.isPresent() && (given != 1 || target.isEmpty())) {
            item.refuse("", "must have either `resourceClaimName` or `resourceClaimTemplateName`");
        }
        return target;
    }
}
