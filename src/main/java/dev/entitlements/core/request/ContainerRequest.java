package dev.entitlements.core.request;

import java.util.List;

/**
 * What one container declares.
 *
 * @param type its kind
 * @param index its place in its list
 * @param name its name
 * @param image its image as written
 * @param security its own security context
 * @param mounts its volumeMounts
 * @param blockDevices the names of the volumes in volumeDevices
 * @param hostPorts its ports with a hostPort other than 0
 * @param hostHandlers probes and lifecycle handlers that name a host
 * @param devices device resources in limits or requests, each once
 * @param claims the ResourceClaims and ResourceClaimTemplates that resources.claims stand for
 * @param targetContainer targetContainerName of an ephemeral container, or the empty string
 * @param appArmorAnnotation the value of the beta AppArmor annotation for it, or the empty string
 * @param unknownKeys keys beside the ones we know, relative to the container: kept, with a warning
 */
public record ContainerRequest(
        ContainerType type,
        int index,
        String name,
        String image,
        SecurityContext security,
        List<Mount> mounts,
        List<FieldValue> blockDevices,
        List<FieldValue> hostPorts,
        List<FieldValue> hostHandlers,
        List<FieldValue> devices,
        List<FieldValue> claims,
        String targetContainer,
        String appArmorAnnotation,
        List<String> unknownKeys) {
    public ContainerRequest {
        mounts = List.copyOf(mounts);
        blockDevices = List.copyOf(blockDevices);
        hostPorts = List.copyOf(hostPorts);
        hostHandlers = List.copyOf(hostHandlers);
        devices = List.copyOf(devices);
        claims = List.copyOf(claims);
        unknownKeys = List.copyOf(unknownKeys);
    }

    /** The path of the container from the pod's root. */
    public String path() {
        return "spec." + type.field() + "[" + index + "]";
    }

    /** The path of a field of its security context. */
    public String securityPath(String field) {
        return path() + ".securityContext." + field;
    }
}
