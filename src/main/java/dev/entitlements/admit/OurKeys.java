package dev.entitlements.admit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.request.Asked;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The annotations and labels of ours on an object: they are decided once, when a pod is created. */
final class OurKeys {
    private OurKeys() {}

    /** One finding for each key of ours that differs between the two objects. */
    static List<Finding> changes(JsonNode before, JsonNode after) {
        List<Finding> findings = new ArrayList<>();
        for (String map : List.of("annotations", "labels")) {
            JsonNode old = before.path("metadata").path(map);
            JsonNode now = after.path("metadata").path(map);
            Set<String> keys = new TreeSet<>();
            collect(old, keys);
            collect(now, keys);
            for (String key : keys) {
                if (!old.path(key).equals(now.path(key))) {
                    findings.add(change(map, key));
                }
            }
        }
        return findings;
    }

    private static void collect(JsonNode map, Set<String> keys) {
        for (Iterator<String> names = map.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.startsWith(Asked.PREFIX) || name.startsWith(Asked.CONTAINER_PREFIX)) {
                keys.add(name);
            }
        }
    }

    private static Finding change(String map, String key) {
        return Finding.refuse(
                FindingCode.IMMUTABLE_KEY,
                "",
                "metadata." + map + "[" + key + "]",
                new Reason(
                        "`" + key + "` cannot be changed once the pod exists",
                        "make a new pod that asks for what it needs"));
    }
}
