package dev.entitlements.codec.pod;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.text.Parsed;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.Os;
import dev.entitlements.core.request.PodDeclaration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pod's tree.
 *
 * <p>What has the wrong type makes the whole pod unreadable: nobody could say what an API server would make of it.
 */
public final class PodReader {
    private static final String DEFAULT_ACCOUNT = "default";

    private PodReader() {}

    /**
     * What was read of a pod.
     *
     * @param serviceAccount the service account, {@code default} where none is named
     * @param asked what its annotations ask for
     * @param pod what it declares for all containers
     * @param containers every container, in the order containers, initContainers, ephemeralContainers
     */
    public record PodContent(
            String serviceAccount, Asked asked, PodDeclaration pod, List<ContainerRequest> containers) {
        public PodContent {
            containers = List.copyOf(containers);
        }
    }

    /** The pod, or why the tree is none; the place of an issue is the field's path. */
    public static Parsed<PodContent> read(JsonNode pod) {
        Field root = Field.root(pod);
        Field spec = root.object("spec");
        if (root.isPresent() && !root.has("spec")) {
            root.refuse("spec", "is missing");
        }
        AskedReader.Metadata metadata = AskedReader.read(root);
        List<ContainerRequest> containers = ContainerReader.read(spec, metadata.appArmor());
        AskedReader.bound(root, metadata.asked(), containers.size());
        PodContent content =
                new PodContent(serviceAccount(spec), metadata.asked(), declaration(spec, containers), containers);
        return root.issues().isEmpty() ? Parsed.good(content) : new Parsed.Bad<>(root.issues());
    }

    private static String serviceAccount(Field spec) {
        String name = spec.text("serviceAccountName");
        String deprecated = spec.text("serviceAccount");
        if (!name.isEmpty() && !deprecated.isEmpty() && !name.equals(deprecated)) {
            spec.refuse("serviceAccount", "must not differ from `serviceAccountName`");
        }
        String given = name.isEmpty() ? deprecated : name;
        return given.isEmpty() ? DEFAULT_ACCOUNT : given;
    }

    private static PodDeclaration declaration(Field spec, List<ContainerRequest> containers) {
        List<String> host = new ArrayList<>(0);
        List<String> others = new ArrayList<>(0);
        for (String key : spec.unknownKeys(PodKeys.SPEC, "")) {
            (key.startsWith("host") ? host : others).add(key);
        }
        return new PodDeclaration(
                spec.object("os").text("name").equals("windows") ? Os.WINDOWS : Os.LINUX,
                SecurityReader.ofPod(spec),
                spec.flag("hostNetwork"),
                spec.flag("hostPID"),
                spec.flag("hostIPC"),
                spec.flag("hostUsers"),
                spec.flag("shareProcessNamespace"),
                spec.flag("automountServiceAccountToken"),
                spec.text("runtimeClassName"),
                VolumeReader.read(spec, containers),
                ResourceReader.named(spec, "resourceClaims"),
                ResourceReader.devices(spec),
                host,
                others);
    }
}
