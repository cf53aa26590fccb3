package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.request.Volume;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Tells the volume that the ServiceAccount admission plugin adds from every other one with a token. */
final class TokenVolume {
    /** Where the plugin mounts it. */
    static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static final String NAME_PREFIX = "kube-api-access-";
    private static final String TOKEN = "serviceAccountToken";

    /** The signer whose certificates are as good as a token. */
    private static final String API_CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client-pod";

    // the keys of everything in the plugin's volume
    private static final Set<String> VOLUME = Set.of("name", "projected");
    private static final Set<String> PROJECTED = Set.of("sources", "defaultMode");
    private static final Set<String> TOKEN_ONLY = Set.of(TOKEN);
    private static final Set<String> TOKEN_KEYS = Set.of("path", "expirationSeconds");
    private static final Set<String> MAP_ONLY = Set.of("configMap");
    private static final Set<String> MAP_KEYS = Set.of("name", "items");
    private static final Set<String> MAP_ITEM = Set.of("key", "path");
    private static final Set<String> DOWNWARD_ONLY = Set.of("downwardAPI");
    private static final Set<String> DOWNWARD_KEYS = Set.of("items");
    private static final Set<String> DOWNWARD_ITEM = Set.of("path", "fieldRef");
    private static final Set<String> REFERENCE = Set.of("apiVersion", "fieldPath");

    private TokenVolume() {}

    /** Whether the volume carries a token; where it is mounted is not looked at. */
    static Volume.Token token(Field volume, List<Field> projections) {
        for (Field projection : projections) {
            if (projection.has(TOKEN) || isApiCertificate(projection)) {
                return isPlugin(volume, projections) ? Volume.Token.PLUGIN : Volume.Token.OTHER;
            }
        }
        return Volume.Token.NONE;
    }

    private static boolean isApiCertificate(Field projection) {
        return projection.has("podCertificate")
                && projection.object("podCertificate").text("signerName").equals(API_CLIENT_SIGNER);
    }

    private static boolean isPlugin(Field volume, List<Field> projections) {
        if (!volume.text("name").startsWith(NAME_PREFIX)
                || !hasOnly(volume, VOLUME)
                || !hasOnly(volume.object("projected"), PROJECTED)
                || projections.size() != 3) {
            return false;
        }
        return any(projections, TokenVolume::isToken)
                && any(projections, TokenVolume::isCertificate)
                && any(projections, TokenVolume::isNamespace);
    }

    private static boolean any(List<Field> projections, Predicate<Field> isSo) {
        for (Field projection : projections) {
            if (isSo.test(projection)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToken(Field projection) {
        Field token = projection.object(TOKEN);
        return hasOnly(projection, TOKEN_ONLY)
                && hasOnly(token, TOKEN_KEYS)
                && token.text("path").equals("token");
    }

    private static boolean isCertificate(Field projection) {
        Field map = projection.object("configMap");
        List<Field> items = map.items("items");
        return hasOnly(projection, MAP_ONLY)
                && hasOnly(map, MAP_KEYS)
                && map.text("name").equals("kube-root-ca.crt")
                && items.size() == 1
                && hasOnly(items.get(0), MAP_ITEM)
                && items.get(0).text("key").equals("ca.crt")
                && items.get(0).text("path").equals("ca.crt");
    }

    private static boolean isNamespace(Field projection) {
        Field downward = projection.object("downwardAPI");
        List<Field> items = downward.items("items");
        if (!hasOnly(projection, DOWNWARD_ONLY) || !hasOnly(downward, DOWNWARD_KEYS) || items.size() != 1) {
            return false;
        }
        Field item = items.get(0);
        Field reference = item.object("fieldRef");
        return hasOnly(item, DOWNWARD_ITEM)
                && item.text("path").equals("namespace")
                && hasOnly(reference, REFERENCE)
                && reference.text("fieldPath").equals("metadata.namespace");
    }

    private static boolean hasOnly(Field object, Set<String> keys) {
        for (Map.Entry<String, JsonNode> entry : object.entries()) {
            if (!keys.contains(entry.getKey()) && !entry.getValue().isNull()) {
                return false;
            }
        }
        return object.isPresent();
    }
}
