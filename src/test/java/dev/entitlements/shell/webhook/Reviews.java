package dev.entitlements.shell.webhook;

import java.util.UUID;

/** AdmissionReviews as an API server writes them. */
final class Reviews {
    private Reviews() {}

    /** A pod that is to be made in the namespace {@code shop}. */
    static String pod(String object) {
        return """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u-1",
            "kind":{"group":"","version":"v1","kind":"Pod"},"resource":{"group":"","version":"v1","resource":"pods"},
            "name":"web","namespace":"shop","operation":"CREATE","userInfo":{"username":"admin","groups":[]},
            "object":%s,"oldObject":null,"dryRun":false}}""".formatted(object);
    }

    /** A pod that a controller makes there: the API server asks about all of its template in these bytes but for the uid. */
    static String repeated(String object, UUID uid) {
        return pod(object)
                .replace("\n", "")
                .replace("\"u-1\"", "\"" + uid + "\"")
                .replace("\"name\":\"web\",\"namespace\"", "\"namespace\"");
    }
}
