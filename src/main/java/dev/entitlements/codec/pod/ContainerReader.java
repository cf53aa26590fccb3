package dev.entitlements.codec.pod;

import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.FieldValue;
import dev.entitlements.core.request.Mount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads every container of a pod. */
final class ContainerReader {
    private static final int LONGEST_NAME = 63;

    private static final List<ContainerType> LISTS =
            List.of(ContainerType.CONTAINER, ContainerType.INIT, ContainerType.EPHEMERAL);

    private ContainerReader() {}

    /** What the pod says about its containers outside them. */
    private record Surroundings(Map<String, String> appArmor, PodClaims claims) {}

    /** All containers, in the order containers, initContainers, ephemeralContainers. */
    static List<ContainerRequest> read(Field spec, Map<String, String> appArmor, PodClaims claims) {
        Surroundings surroundings = new Surroundings(appArmor, claims);
        List<ContainerRequest> containers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ContainerType list : LISTS) {
            List<Field> items = spec.items(list.field());
            for (int i = 0; i < items.size(); i++) {
                Field item = items.get(i);
                ContainerRequest container = container(item, type(item, list), i, surroundings);
                if (item.isPresent() && !isName(container.name())) {
                    item.refuse("name", "must be lower-case letters, digits and dashes, at most 63");
                } else if (!names.add(container.name())) {
                    item.refuse("name", "is the name of another container too");
                }
                containers.add(container);
            }
        }
        if (spec.isPresent() && (containers.isEmpty() || containers.get(0).type() != ContainerType.CONTAINER)) {
            spec.refuse("containers", "must have at least one container");
        }
        return containers;
    }

    private static ContainerType type(Field container, ContainerType list) {
        boolean sidecar =
                list == ContainerType.INIT && container.text("restartPolicy").equals("Always");
        return sidecar ? ContainerType.SIDECAR : list;
    }

    private static ContainerRequest container(
            Field container, ContainerType type, int index, Surroundings surroundings) {
        Map<String, String> appArmor = surroundings.appArmor();
        String name = container.text("name");
        List<Field> mounts = container.items("volumeMounts");
        return new ContainerRequest(
                type,
                index,
                name,
                container.text("image"),
                SecurityReader.ofContainer(container),
                mounts(mounts),
                blockDevices(container),
                hostPorts(container),
                HandlerReader.hosts(container),
                ResourceReader.devices(container),
                surroundings.claims().of(container),
                type == ContainerType.EPHEMERAL ? container.text(PodKeys.TARGET_CONTAINER) : "",
                appArmor.isEmpty() ? "" : appArmor.getOrDefault(name, ""),
                unknownKeys(container, type, mounts));
    }

    private static List<Mount> mounts(List<Field> items) {
        List<Mount> mounts = new ArrayList<>(items.size());
        for (Field item : items) {
            mounts.add(new Mount(
                    item.text("name"),
                    item.text("mountPath"),
                    item.flag("readOnly"),
                    item.text("recursiveReadOnly"),
                    item.text("mountPropagation")));
        }
        return mounts;
    }

    private static List<FieldValue> blockDevices(Field container) {
        List<FieldValue> devices = List.of();
        for (Field device : container.items("volumeDevices")) {
            devices = devices.isEmpty() ? new ArrayList<>() : devices;
            devices.add(new FieldValue(device.path(), device.text("name")));
        }
        return devices;
    }

    private static List<FieldValue> hostPorts(Field container) {
        List<FieldValue> ports = List.of();
        for (Field port : container.items("ports")) {
            Long hostPort = port.number("hostPort");
            if (hostPort != null && hostPort != 0) {
                ports = ports.isEmpty() ? new ArrayList<>() : ports;
                ports.add(new FieldValue(port.path("hostPort"), hostPort.toString()));
            }
        }
        return ports;
    }

    private static List<String> unknownKeys(Field container, ContainerType type, List<Field> mounts) {
        List<String> unknown = container.unknownKeys(PodKeys.CONTAINER, "");
        if (type == ContainerType.EPHEMERAL && !unknown.isEmpty()) {
            unknown.remove(PodKeys.TARGET_CONTAINER);
        }
        for (int i = 0; i < mounts.size(); i++) {
            for (String key : mounts.get(i).unknownKeys(PodKeys.MOUNT, "")) {
                unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
                unknown.add("volumeMounts[" + i + "]." + key);
            }
        }
        return unknown;
    }

    /** Whether it is a DNS label, as an API server demands of it. */
    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean inner = letter == '-' && i > 0 && i < text.length() - 1;
            if (!inner && !(letter >= 'a' && letter <= 'z') && !(letter >= '0' && letter <= '9')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }
}
