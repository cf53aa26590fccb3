package dev.entitlements.shell.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.codec.report.YamlText;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.request.Asked;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The forms in which a bundle is handed to whatever brings it to the nodes. */
enum BundleFormat {
    /** A folder that can be copied below each node's seccomp root. */
    DIR,
    /** The {@code files} section of a LinuxKit image, for each architecture. */
    LINUXKIT,
    /** {@code write_files} of cloud-init, for each architecture. */
    CLOUD_INIT,
    /** What the label of the network level is for. */
    NETWORK_POLICIES,
    /** Objects of the Security Profiles Operator. */
    SPO;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Every file of this form, by its path below the folder. */
    Map<String, String> files(BundleFiles bundle) {
        return switch (this) {
            case DIR -> bundle.folder();
            case LINUXKIT -> perNode(bundle, "linuxkit", "", BundleFormat::linuxKit);
            case CLOUD_INIT -> perNode(bundle, "cloud-init", "#cloud-config\n", BundleFormat::cloudInit);
            case NETWORK_POLICIES -> one("network-policies.yaml", YamlText.of(networkPolicy()));
            case SPO -> one("seccomp-profiles.yaml", seccompProfiles(bundle));
        };
    }

    /** Whether the form can only speak of one architecture. */
    boolean isOfOneArchitecture() {
        return this == SPO;
    }

    private static SortedMap<String, String> one(String name, String text) {
        return new TreeMap<>(Map.of(name, text));
    }

    private static SortedMap<String, String> perNode(
            BundleFiles bundle, String name, String head, BiConsumer<ObjectNode, SortedMap<String, String>> form) {
        SortedMap<String, String> files = new TreeMap<>();
        for (Architecture architecture : bundle.architectures()) {
            ObjectNode root = NODES.objectNode();
            form.accept(root, bundle.node(architecture));
            files.put(name + "-" + architecture.word() + ".yaml", head + YamlText.of(root));
        }
        return files;
    }

    private static void linuxKit(ObjectNode root, SortedMap<String, String> files) {
        ArrayNode list = root.putArray("files");
        files.forEach((path, text) ->
                list.addObject().put("path", path).put("contents", text).put("mode", "0644"));
    }

    private static void cloudInit(ObjectNode root, SortedMap<String, String> files) {
        ArrayNode list = root.putArray("write_files");
        files.forEach((path, text) -> list.addObject()
                .put("path", "/" + path)
                .put("owner", "root:root")
                .put("permissions", "0644")
                .put("content", text));
        ArrayNode commands = root.putArray("runcmd");
        files.keySet().stream()
                .filter(path -> path.startsWith("etc/apparmor.d/"))
                .forEach(path -> commands.addArray()
                        .add("apparmor_parser")
                        .add("--replace")
                        .add("/" + path));
    }

    /** Cuts the pods off whose strongest container has network.none; applied to each namespace that is to have it. */
    private static ObjectNode networkPolicy() {
        ObjectNode policy = NODES.objectNode();
        policy.put("apiVersion", "networking.k8s.io/v1").put("kind", "NetworkPolicy");
        policy.putObject("metadata").put("name", "entitlements-network-none");
        ObjectNode spec = policy.putObject("spec");
        spec.putObject("podSelector").putObject("matchLabels").put(Asked.NETWORK_KEY, "none");
        spec.putArray("policyTypes").add("Ingress").add("Egress");
        return policy;
    }

    private static String seccompProfiles(BundleFiles bundle) {
        StringBuilder text = new StringBuilder();
        bundle.bundle().seccomp().forEach((name, profile) -> {
            ObjectNode object = NODES.objectNode();
            object.put("apiVersion", "security-profiles-operator.x-k8s.io/v1").put("kind", "SeccompProfile");
            object.putObject("metadata")
                    .put("name", name.substring(name.indexOf('/') + 1, name.length() - ".json".length()));
            ObjectNode spec =
                    SeccompJson.tree(profile.model(), bundle.architectures().get(0));
            // the operator's objects cannot say it; runtimes answer EPERM by default
            spec.remove("defaultErrnoRet");
            object.set("spec", spec);
            text.append("---\n").append(YamlText.of(object));
        });
        return text.toString();
    }
}
