package dev.entitlements.core.check;

import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.Mount;
import java.util.List;

/** A container put together field by field. */
public final class Box {
    private final String name;
    private final Security security;
    private ContainerType type = ContainerType.CONTAINER;
    private List<Mount> mounts = List.of();
    private List<String> blockDevices = List.of();
    private List<String> hostPorts = List.of();
    private List<String> hosts = List.of();
    private List<String> devices = List.of();
    private List<String> claims = List.of();
    private String target = "";
    private String appArmor = "";
    private List<String> unknown = List.of();

    private Box(String name, Security security) {
        this.name = name;
        this.security = security;
    }

    /** A container of this name. */
    public static Box of(String name, Security security) {
        return new Box(name, security);
    }

    public Box type(ContainerType value) {
        type = value;
        return this;
    }

    public Box mounts(Mount... values) {
        mounts = List.of(values);
        return this;
    }

    public Box blockDevices(String... values) {
        blockDevices = List.of(values);
        return this;
    }

    public Box hostPorts(String... values) {
        hostPorts = List.of(values);
        return this;
    }

    public Box hosts(String... values) {
        hosts = List.of(values);
        return this;
    }

    public Box devices(String... values) {
        devices = List.of(values);
        return this;
    }

    public Box claims(String... values) {
        claims = List.of(values);
        return this;
    }

    public Box target(String value) {
        target = value;
        return this;
    }

    public Box appArmor(String annotation) {
        appArmor = annotation;
        return this;
    }

    public Box unknown(String... values) {
        unknown = List.of(values);
        return this;
    }

    /** Its kind. */
    public ContainerType type() {
        return type;
    }

    /** The record. */
    public ContainerRequest request(int index) {
        String path = "spec." + type.field() + "[" + index + "].";
        return new ContainerRequest(
                type,
                index,
                name,
                "registry.example/" + name,
                security.context(),
                mounts,
                Scene.values(path + "volumeDevices", "name", blockDevices.toArray(String[]::new)),
                Scene.values(path + "ports", "hostPort", hostPorts.toArray(String[]::new)),
                Scene.values(path + "livenessProbe.httpGet", "host", hosts.toArray(String[]::new)),
                Scene.values(path + "resources.limits", "", devices.toArray(String[]::new)),
                Scene.values(path + "resources.claims", "name", claims.toArray(String[]::new)),
                target,
                appArmor,
                unknown);
    }
}
