package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.decision.Quoted;
import dev.entitlements.core.entitlement.Permission;
import java.util.List;
import java.util.stream.Stream;

/*
 * Fields: spec.automountServiceAccountToken; projected serviceAccountToken sources; names of Secrets.
 * Allowed with the permission `apiToken`: anything. Without it: in what is stored, automountServiceAccountToken false and
 * no volume of the ServiceAccount plugin (before, both are mended); never another token source. A token counts for every
 * container that mounts it, or for all where none does.
 * Warned of: a Secret without the permission whose name looks like that of a token.
 */

/** Refuses service account tokens. */
final class ApiTokenCheck implements Check {
    @Override
    public List<Finding> findings(Subject subject) {
        return Stream.concat(
                        automount(subject),
                        Mounting.volumes(subject)
                                .flatMap(placed -> Stream.concat(token(subject, placed), secrets(subject, placed))))
                .toList();
    }

    private static Stream<Finding> automount(Subject subject) {
        Boolean declared = subject.request().pod().automountServiceAccountToken();
        if (!subject.isFinal() || Boolean.FALSE.equals(declared)) {
            return Stream.empty();
        }
        String message = declared == null
                ? "`automountServiceAccountToken` is absent, which means true, and that is not granted"
                : "`automountServiceAccountToken: true` is not granted";
        return excess("spec.automountServiceAccountToken", message)
                .remedy("declare `automountServiceAccountToken: false`")
                .ofPod(subject);
    }

    private static Stream<Finding> token(Subject subject, Mounting.Placed placed) {
        boolean counts =
                switch (placed.volume().token()) {
                    case NONE -> false;
                    case PLUGIN -> subject.isFinal();
                    case OTHER -> true;
                };
        if (!counts) {
            return Stream.empty();
        }
        Excess excess = excess(
                placed.path(),
                "a service account token in volume "
                        + Quoted.text(placed.volume().name()) + " is not granted");
        return Mounting.users(subject, placed.volume()).stream().flatMap(container -> excess.of(subject, container));
    }

    private static Stream<Finding> secrets(Subject subject, Mounting.Placed placed) {
        boolean isGranted = Mounting.users(subject, placed.volume()).stream()
                .allMatch(container -> container.grants().permits(Permission.API_TOKEN));
        return placed.volume().secretNames().stream()
                .filter(name -> !isGranted && name.contains("-token-"))
                .map(name -> Finding.warn(
                        FindingCode.TOKEN_SECRET,
                        "",
                        placed.path(),
                        new Finding.Reason(
                                "Secret " + Quoted.text(name) + " may hold a service account token",
                                "leave it out unless the pod needs the Kubernetes API")));
    }

    private static Excess excess(String field, String message) {
        return new Excess(FindingCode.API_TOKEN_NOT_GRANTED, field, message, Need.of(Permission.API_TOKEN));
    }
}
