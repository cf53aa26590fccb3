package dev.entitlements.shipped;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document; what is absent is empty. */
record Yaml(@Nullable Object value) {
    boolean isAbsent() {
        return value == null;
    }

    Yaml child(String key) {
        return new Yaml(value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    Map<String, Yaml> fields() {
        Map<String, Yaml> fields = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> fields.put(key.toString(), new Yaml(field)));
        }
        return fields;
    }

    List<Yaml> items() {
        return value instanceof List<?> list ? list.stream().map(Yaml::new).toList() : List.of();
    }

    List<String> texts() {
        return items().stream().map(item -> String.valueOf(item.value())).toList();
    }

    String text(String key) {
        Object found = child(key).value();
        return found == null ? "" : found.toString();
    }

    long number(String key) {
        return child(key).value() instanceof Number number ? number.longValue() : 0;
    }
}
