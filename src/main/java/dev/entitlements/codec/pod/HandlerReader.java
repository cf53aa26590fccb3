package dev.entitlements.codec.pod;

import dev.entitlements.core.request.FieldValue;
import java.util.ArrayList;
import java.util.List;

/** Reads the hosts that probes and lifecycle handlers make the kubelet call. */
final class HandlerReader {
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");
    private static final List<String> CALLS = List.of("httpGet", "tcpSocket");

    private HandlerReader() {}

    /** Every host of the container. */
    static List<FieldValue> hosts(Field container) {
        List<FieldValue> hosts = List.of();
        for (Field handler : handlers(container)) {
            for (String call : CALLS) {
                Field target = handler.object(call);
                String host = target.text("host");
                if (!host.isEmpty()) {
                    hosts = hosts.isEmpty() ? new ArrayList<>() : hosts;
                    hosts.add(new FieldValue(target.path("host"), host));
                }
            }
        }
        return hosts;
    }

    private static List<Field> handlers(Field container) {
        List<Field> handlers = List.of();
        for (String probe : PROBES) {
            if (container.has(probe)) {
                handlers = handlers.isEmpty() ? new ArrayList<>() : handlers;
                handlers.add(container.object(probe));
            }
        }
        if (container.has("lifecycle")) {
            Field lifecycle = container.object("lifecycle");
            handlers = handlers.isEmpty() ? new ArrayList<>() : handlers;
            for (String hook : HOOKS) {
                handlers.add(lifecycle.object(hook));
            }
        }
        return handlers;
    }
}
