package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.request.Volume;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the volume that the ServiceAccount admission plugin adds from every other one with a token. */
final class TokenVolume {
    /** Where the plugin mounts it. */
    static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static final String NAME_PREFIX = "kube-api-access-";
    private static final String TOKEN = "serviceAccountToken";

    /** The signer whose certificates are as good as a token. */
    private static final String API_CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client-pod";

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
                || !hasOnly(volume, Set.of("name", "projected"))
                || !hasOnly(volume.object("projected"), Set.of("sources", "defaultMode"))
                || projections.size() != 3) {
            return false;
        }
        return projections.stream().anyMatch(TokenVolume::isToken)
                && projections.stream().anyMatch(TokenVolume::isCertificate)
                && projections.stream().anyMatch(TokenVolume::isNamespace);
    }

    private static boolean isToken(Field projection) {
        Field token = projection.object(TOKEN);
        return hasOnly(projection, Set.of(TOKEN))
                && hasOnly(token, Set.of("path", "expirationSeconds"))
                && token.text("path").equals("token");
    }

    private static boolean isCertificate(Field projection) {
        Field map = projection.object("configMap");
        List<Field> items = map.items("items");
        return hasOnly(projection, Set.of("configMap"))
                && hasOnly(map, Set.of("name", "items"))
                && map.text("name").equals("kube-root-ca.crt")
                && items.size() == 1
                && hasOnly(items.get(0), Set.of("key", "path"))
                && items.get(0).text("key").equals("ca.crt")
                && items.get(0).text("path").equals("ca.crt");
    }

    private static boolean isNamespace(Field projection) {
        Field downward = projection.object("downwardAPI");
        List<Field> items = downward.items("items");
        if (!hasOnly(projection, Set.of("downwardAPI")) || !hasOnly(downward, Set.of("items")) || items.size() != 1) {
            return false;
        }
        Field item = items.get(0);
        Field reference = item.object("fieldRef");
        return hasOnly(item, Set.of("path", "fieldRef"))
                && item.text("path").equals("namespace")
                && hasOnly(reference, Set.of("apiVersion", "fieldPath"))
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
