package dev.entitlements.truth.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * What a kubelet sends for a pod and its containers.
 *
 * <p>Capabilities have no {@code CAP_} there, {@code drop: [ALL]} comes first, and a Localhost profile is an absolute path.
 *
 * @param image the image of every container
 * @param logs where the containers' output goes
 */
record CriConfig(String image, Path logs) {
    /** Of the interface's enumerations: the node's network, a namespace for each container, a profile of the node. */
    private static final int NODE = 2;

    private static final int CONTAINER = 1;
    private static final int UNCONFINED = 1;
    private static final int LOCALHOST = 2;

    /** The pod; it has the node's network, so no network plugin is needed. */
    ObjectNode pod(String name) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.putObject("metadata")
                .put("name", name)
                .put("uid", name)
                .put("namespace", "default")
                .put("attempt", 0);
        pod.put("log_directory", logs.toString());
        namespaces(pod.putObject("linux").putObject("security_context"));
        return pod;
    }

    /** A container of such a pod; the empty folder is its /tmp. */
    ObjectNode container(String name, ContainerSpec spec, Path empty) {
        ObjectNode container = JsonNodeFactory.instance.objectNode();
        container.putObject("metadata").put("name", name).put("attempt", 0);
        container.putObject("image").put("image", image);
        container.put("log_path", name + ".log");
        spec.args().forEach(container.putArray("command")::add);
        ArrayNode env = container.putArray("envs");
        for (String variable : spec.env()) {
            String[] halves = variable.split("=", 2);
            env.addObject().put("key", halves[0]).put("value", halves[1]);
        }
        ArrayNode mounts = container.putArray("mounts");
        mount(mounts.addObject(), Mount.writable(empty, "/tmp"));
        spec.mounts().forEach(mount -> mount(mounts.addObject(), mount));
        security(container.putObject("linux").putObject("security_context"), spec);
        return container;
    }

    private static void mount(ObjectNode entry, Mount mount) {
        if (!mount.type().equals("bind")) {
            throw new IllegalArgumentException("a kubelet mounts folders of the node only, not " + mount);
        }
        entry.put("host_path", mount.source());
        entry.put("container_path", mount.destination());
        entry.put("readonly", mount.options().contains("ro"));
    }

    private static void security(ObjectNode security, ContainerSpec spec) {
        namespaces(security);
        security.put("readonly_rootfs", true);
        security.put("no_new_privs", spec.escalation() == Escalation.FORBIDDEN);
        security.putObject("run_as_user").put("value", spec.user());
        security.putObject("run_as_group").put("value", spec.user());
        ObjectNode capabilities = security.putObject("capabilities");
        capabilities.putArray("drop_capabilities").add("ALL");
        ArrayNode added = capabilities.putArray("add_capabilities");
        spec.capabilities().stream().sorted().forEach(capability -> added.add(capability.name()));
        ObjectNode seccomp = security.putObject("seccomp");
        if (spec.seccomp() == null) {
            seccomp.put("profile_type", UNCONFINED);
        } else {
            seccomp.put("profile_type", LOCALHOST)
                    .put("localhost_ref", spec.seccomp().toString());
        }
        if (!spec.appArmor().isEmpty()) {
            security.putObject("apparmor").put("profile_type", LOCALHOST).put("localhost_ref", spec.appArmor());
        }
    }

    private static void namespaces(ObjectNode security) {
        security.putObject("namespace_options").put("network", NODE).put("pid", CONTAINER);
    }
}
