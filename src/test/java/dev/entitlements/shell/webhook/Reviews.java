package dev.entitlements.shell.webhook;

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
}
