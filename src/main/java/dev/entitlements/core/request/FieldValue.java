package dev.entitlements.core.request;

/**
 * A declared value together with where it stands.
 *
 * @param path the field's path from the pod's root, such as {@code spec.containers[0].ports[1].hostPort}
 * @param value the value as text
 */
public record FieldValue(String path, String value) {}
