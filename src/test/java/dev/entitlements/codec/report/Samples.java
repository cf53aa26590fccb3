package dev.entitlements.codec.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.entitlements.codec.patch.Patch;
import dev.entitlements.codec.patch.PatchDocuments;
import dev.entitlements.codec.text.Json;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.Finding.Reason;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.PodSecurityLevel;
import dev.entitlements.core.request.Asked;
import dev.entitlements.core.request.ContainerRequest;
import dev.entitlements.core.request.ContainerType;
import dev.entitlements.core.request.Origin;
import dev.entitlements.core.request.Os;
import dev.entitlements.core.request.PodDeclaration;
import dev.entitlements.core.request.PodRequest;
import dev.entitlements.core.request.SecurityContext;
import dev.entitlements.core.request.Stage;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.settings.ContainerSettings;
import dev.entitlements.core.settings.ContainerSettings.AppArmorSetting;
import dev.entitlements.core.settings.ContainerSettings.SecuritySettings;
import dev.entitlements.core.settings.PodSettings;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers to report about. */
final class Samples {
    static final Finding REFUSAL = Finding.refuse(
            FindingCode.CAPABILITY_NOT_GRANTED,
            "app",
            "spec.containers[0].securityContext.capabilities.add[0]",
            new Reason("capability `SYS_ADMIN` is not granted", "ask for `security.admin`"));
    static final Finding POD_REFUSAL = Finding.refuse(
            FindingCode.HOST_NETWORK_NOT_GRANTED,
            "",
            "spec.hostNetwork",
            new Reason("`hostNetwork: true` is not granted", ""));
    static final Finding WARNING = Finding.warn(
            FindingCode.USER_NOT_DECLARED,
            "setup",
            "spec.initContainers[0].securityContext.runAsUser",
            new Reason("no user is declared", "declare `runAsUser`"));

    private Samples() {}

    static Decision decision(List<Finding> findings) {
        return new Decision(Mode.ENFORCE, List.of("payments"), settings(), true, findings, List.of());
    }

    static ObjectAnswer answer(List<Finding> findings) {
        return answer(decision(findings));
    }

    static ObjectAnswer answer(Decision decision) {
        JsonNode pod = json("{'apiVersion':'v1','kind':'Pod','metadata':{'name':'web'}}");
        Patch patch = PatchDocuments.read(json("[{'op':'add','path':'/spec/hostUsers','value':false}]"));
        return new ObjectAnswer(
                pod, "pay", new ObjectAnswer.Judged(decision, request(), PodSecurityLevel.RESTRICTED), patch, pod);
    }

    static ObjectAnswer ignored(String object) {
        JsonNode tree = json(object);
        return new ObjectAnswer(tree, "pay", null, Patch.NONE, tree);
    }

    static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    private static PodSettings settings() {
        return new PodSettings(
                List.of(
                        container("app", EnumSet.of(Capability.NET_BIND_SERVICE), "network.bind"),
                        container("setup", Set.of(), "network.none")),
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                "bind",
                "sha256:1");
    }

    private static ContainerSettings container(String name, Set<Capability> capabilities, String level) {
        return new ContainerSettings(
                name,
                List.of(new EntitlementId(level, "")),
                capabilities,
                new SecuritySettings(null, null, AppArmorSetting.LEAVE, null, null, null, null),
                List.of(),
                List.of(),
                List.of(),
                "Localhost entitlements/1f3a.json",
                "RuntimeDefault");
    }

    private static PodRequest request() {
        return new PodRequest(
                new Origin("pay", Map.of(), "default"),
                Stage.VALIDATE,
                LocalDate.of(2026, 11, 22),
                Asked.NOTHING,
                new PodDeclaration(
                        Os.LINUX,
                        SecurityContext.NONE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(declared(ContainerType.CONTAINER, "app"), declared(ContainerType.INIT, "setup")));
    }

    private static ContainerRequest declared(ContainerType type, String name) {
        return new ContainerRequest(
                type,
                0,
                name,
                "image",
                SecurityContext.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                List.of());
    }
}
