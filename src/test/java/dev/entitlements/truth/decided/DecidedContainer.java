package dev.entitlements.truth.decided;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.DryRun;
import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.report.Verdict;
import dev.entitlements.codec.rulebook.RulebookCircumstances;
import dev.entitlements.codec.rulebook.RulebookReader;
import dev.entitlements.codec.rulebook.RulebookReading;
import dev.entitlements.codec.rulebook.SourceFile;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.bundle.SeccompModel;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Rulebook;
import dev.entitlements.truth.Tally;
import dev.entitlements.truth.runtime.ContainerSpec;
import dev.entitlements.truth.runtime.Escalation;
import dev.entitlements.truth.runtime.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a kubelet would ask a runtime for, for a pod as the webhook leaves it.
 *
 * @param user the user it runs as
 * @param capabilities what it may hold
 * @param seccomp the profile's file
 * @param escalation whether setuid programs work
 */
public record DecidedContainer(int user, Set<Capability> capabilities, Path seccomp, Escalation escalation) {
    private static final Path CATALOGUE = Path.of("profiles", "catalogue");
    private static final Path POLICIES = Path.of("src", "test", "resources", "truth", "policies");
    private static final Rulebook RULEBOOK = rulebook();

    /**
     * Decides about a pod.
     *
     * @param names what its annotation asks for
     * @param runAsUser the user that its container declares
     */
    public static DecidedContainer of(String names, int runAsUser) {
        ObjectNode container =
                JsonNodeFactory.instance.objectNode().put("name", "app").put("image", "app");
        container.putObject("securityContext").put("runAsUser", runAsUser);
        ObjectNode pod =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata").put("name", "truth");
        if (!names.isEmpty()) {
            metadata.putObject("annotations").put("entitlements.dev/pod", names);
        }
        pod.putObject("spec").putArray("containers").add(container);
        return of(pod, names);
    }

    private static DecidedContainer of(JsonNode pod, String names) {
        DryRun.Question question =
                new DryRun.Question("truth", Map.of(), "", DryRun.Operation.CREATE, LocalDate.of(2026, 11, 22));
        ObjectAnswer answer = DryRun.answer(pod, question, RULEBOOK);
        if (answer.verdict() != Verdict.ADMITTED) {
            throw new IllegalStateException("refused: " + names + ": "
                    + Objects.requireNonNull(answer.judged()).decision());
        }
        JsonNode context = answer.patched().at("/spec/containers/0/securityContext");
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        context.at("/capabilities/add").forEach(name -> capabilities.add(Capability.valueOf(name.textValue())));
        capabilities.retainAll(Machine.capabilities());
        return new DecidedContainer(
                context.path("runAsUser").intValue(),
                capabilities,
                profile(context.path("seccompProfile"), names),
                context.path("allowPrivilegeEscalation").asBoolean(true) ? Escalation.ALLOWED : Escalation.FORBIDDEN);
    }

    /** The container of a spec as it was decided. */
    public ContainerSpec applyTo(ContainerSpec spec) {
        return spec.withUser(user)
                .withCapabilities(capabilities)
                .withSeccomp(seccomp)
                .withEscalation(escalation);
    }

    /** The file of the profile that the pod names; where it is the runtime's own, ours for the same grants. */
    private static Path profile(JsonNode chosen, String names) {
        String name = chosen.path("localhostProfile").asText("");
        SeccompModel model;
        if (chosen.path("type").asText().equals("Localhost")) {
            model = RULEBOOK.bundle().seccompNamed(name).orElseThrow();
            Tally.RUN.profile(name);
        } else {
            List<EntitlementId> ids = Stream.of(names.split(", *"))
                    .map(EntitlementId::parse)
                    .flatMap(Optional::stream)
                    .toList();
            model = Bundle.modelFor(RULEBOOK.catalogue(), ids).seccomp();
            name = "runtime-default-" + names.replaceAll("[^a-z]+", "-") + ".json";
        }
        try {
            Path file = Path.of("target", "truth", "decided").resolve(name).toAbsolutePath();
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.writeString(file, SeccompJson.write(model, Architecture.AMD64));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write profile " + name, e);
        }
    }

    private static Rulebook rulebook() {
        List<SourceFile> files = new ArrayList<>();
        for (Path folder : List.of(CATALOGUE, POLICIES)) {
            try (Stream<Path> found = Files.list(folder)) {
                for (Path file : found.sorted().toList()) {
                    files.add(new SourceFile(file.toString(), Files.readString(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }
        RulebookReading reading =
                RulebookReader.read(files, new RulebookCircumstances(LocalDate.of(2026, 11, 22), Delivery.AGENT));
        return Objects.requireNonNull(reading.rulebook(), () -> "no rulebook: " + reading.issues());
    }
}
