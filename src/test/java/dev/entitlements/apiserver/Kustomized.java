package dev.entitlements.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.admit.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What kustomize makes of our folders, joined as {@code k8s/README.md} tells others to join them. */
final class Kustomized {
    private Kustomized() {}

    /** The objects of one folder with components besides, made from an overlay that is written into another folder. */
    static List<JsonNode> objects(Kubectl kubectl, Path overlay, String resource, List<String> components) {
        return Given.objects(
                kubectl.run("kustomize", overlay(overlay, resource, components).toString())
                        .good());
    }

    /** Such an overlay. */
    static Path overlay(Path folder, String resource, List<String> components) {
        Path absolute = folder.toAbsolutePath();
        String list = components.stream()
                .map(component -> relative(absolute, component))
                .collect(Collectors.joining(", ", "[", "]"));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("kustomization.yaml"), """
                    apiVersion: kustomize.config.k8s.io/v1beta1
                    kind: Kustomization
                    resources: [%s]
                    components: %s
                    """.formatted(relative(absolute, resource), list));
            return folder;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String relative(Path folder, String ours) {
        return folder.relativize(Path.of(ours).toAbsolutePath()).toString();
    }
}
