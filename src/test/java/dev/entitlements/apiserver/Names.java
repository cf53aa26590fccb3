package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every name that the catalogue in force knows, as a pod may ask for it.
 *
 * @param all one or more for each entitlement that takes an argument
 */
record Names(List<Name> all) {
    /**
     * One of them.
     *
     * @param text with its argument
     * @param podOnly whether it cannot be asked for one container
     * @param level the strictest level of the Pod Security Standards that it promises
     */
    record Name(String text, boolean podOnly, PodSecurityLevel level) {}

    /** What a replica of the cluster says it knows. */
    static Names of(Cluster cluster) {
        List<Name> names = new ArrayList<>();
        JsonNode catalogue = cluster.replica()
                .api(Caller.ADMIN.token())
                .get("/v1/catalogue")
                .stored()
                .path("entitlements");
        for (JsonNode entitlement : catalogue) {
            PodSecurityLevel level = level(entitlement.path("podSecurityLevel").asText());
            boolean podOnly = entitlement.path("scope").asText().equals("pod");
            texts(entitlement).forEach(text -> names.add(new Name(text, podOnly, level)));
        }
        return new Names(names);
    }

    /** Those that promise this level or a stricter one. */
    Names upTo(PodSecurityLevel level) {
        return new Names(
                all.stream().filter(name -> name.level().compareTo(level) <= 0).toList());
    }

    /** The level that everything granted to a pod promises, by our annotation on it. */
    PodSecurityLevel promised(JsonNode granted) {
        return granted.properties().stream()
                .map(Map.Entry::getValue)
                .flatMap(JsonNode::valueStream)
                .map(name -> byText(name.asText()).level())
                .reduce(PodSecurityLevel.RESTRICTED, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    static PodSecurityLevel level(String word) {
        return Arrays.stream(PodSecurityLevel.values())
                .filter(level -> level.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no level: " + word));
    }

    private Name byText(String text) {
        return all.stream()
                .filter(name -> name.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("granted, and not in the catalogue: " + text));
    }

    private static Stream<String> texts(JsonNode entitlement) {
        String name = entitlement.path("name").asText();
        if (entitlement.at("/argument/kind").asText().equals("none")) {
            return Stream.of(name);
        }
        JsonNode arguments = SurfacePods.SURFACE.path("arguments").path(name);
        if (arguments.isEmpty()) {
            throw new AssertionError("nobody asks for " + name + ": give it arguments in pod-surface.yaml");
        }
        return arguments.valueStream().map(argument -> name + "=" + argument.asText());
    }
}
