package dev.entitlements.codec.text;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys that readers ask for, and those that an API server writes into every review and pod. A parser begins with them and
 * gives the very strings of our constants, which compare at a glance; any other key takes longer, and nothing else.
 */
final class UsualKeys {
    private static final String REVIEW = "apiVersion dryRun group groups kind name namespace object oldObject operation"
            + " options request requestKind requestResource resource subResource uid userInfo username version";

    private static final String POD = "annotations automountServiceAccountToken containers creationTimestamp dnsPolicy"
            + " enableServiceLinks ephemeralContainers generateName hostIPC"
            + " hostNetwork hostPID hostUsers initContainers labels managedFields metadata os"
            + " ownerReferences preemptionPolicy priority resourceClaims runtimeClassName securityContext"
            + " schedulerName serviceAccount serviceAccountName shareProcessNamespace spec status template"
            + " terminationGracePeriodSeconds tolerations volumes";

    private static final String VOLUME =
            "configMap defaultMode downwardAPI emptyDir expirationSeconds fieldPath fieldRef hostPath items key path podCertificate"
                    + " projected secret serviceAccountToken sources type";

    private static final String CONTAINER =
            "args command containerPort cpu env exec failureThreshold host hostPort httpGet"
                    + " image imagePullPolicy lifecycle limits livenessProbe memory mountPath periodSeconds port ports protocol"
                    + " readOnly readinessProbe requests resources restartPolicy scheme startupProbe successThreshold"
                    + " terminationMessagePath terminationMessagePolicy timeoutSeconds volumeDevices volumeMounts";

    private static final String SECURITY = "add allowPrivilegeEscalation appArmorProfile capabilities drop fsGroup"
            + " localhostProfile privileged procMount readOnlyRootFilesystem runAsGroup runAsNonRoot runAsUser"
            + " seLinuxOptions seccompProfile supplementalGroups sysctls windowsOptions";

    private UsualKeys() {}

    /** An object with all of them. */
    static byte[] object() {
        return Stream.of(REVIEW, POD, VOLUME, CONTAINER, SECURITY)
                .flatMap(keys -> Stream.of(keys.split(" ", -1)))
                .distinct()
                .map(key -> "\"" + key + "\":0")
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
