package dev.entitlements.codec.text;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys of reviews and pods that readers ask for. A parser that has met them gives the very strings of our constants, which
 * compare at a glance; any other key is compared letter by letter, and none is kept for the whole process.
 */
final class UsualKeys {
    private static final String REVIEW = "apiVersion dryRun group groups kind name namespace object oldObject operation"
            + " request resource subResource uid userInfo username version";

    private static final String POD = "annotations automountServiceAccountToken containers ephemeralContainers hostIPC"
            + " hostNetwork hostPID hostUsers initContainers labels metadata os resourceClaims runtimeClassName securityContext"
            + " serviceAccount serviceAccountName shareProcessNamespace spec status template volumes";

    private static final String VOLUME =
            "configMap downwardAPI fieldPath fieldRef hostPath items key path podCertificate"
                    + " projected secret serviceAccountToken sources type";

    private static final String CONTAINER = "exec host hostPort httpGet image lifecycle limits livenessProbe mountPath"
            + " ports readOnly readinessProbe requests resources restartPolicy startupProbe volumeDevices volumeMounts";

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
