package dev.entitlements.core.check;

import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.entitlement.Permission;
import dev.entitlements.core.request.Volume;
import dev.entitlements.core.words.Quoted;
import java.util.List;

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
        return Each.both(
                automount(subject),
                Each.both(
                        Mounting.look(
                                subject, volume -> counts(subject, volume.token()), mounted -> token(subject, mounted)),
                        Mounting.look(subject, volume -> !volume.secretNames().isEmpty(), ApiTokenCheck::secrets)));
    }

    private static List<Finding> automount(Subject subject) {
        Boolean declared = subject.request().pod().automountServiceAccountToken();
        if (!subject.isFinal() || Boolean.FALSE.equals(declared)) {
            return List.of();
        }
        String message = declared == null
                ? "`automountServiceAccountToken` is absent, which means true, and that is not granted"
                : "`automountServiceAccountToken: true` is not granted";
        return demand("spec.automountServiceAccountToken", message)
                .remedy("declare `automountServiceAccountToken: false`")
                .ofPod(subject);
    }

    private static boolean counts(Subject subject, Volume.Token token) {
        return switch (token) {
            case NONE -> false;
            case PLUGIN -> subject.isFinal();
            case OTHER -> true;
        };
    }

    private static List<Finding> token(Subject subject, Mounting.Mounted mounted) {
        String volume = Quoted.text(mounted.volume().name());
        return demand(mounted.path(), "a service account token in volume " + volume + " is not granted")
                .of(subject, mounted.container());
    }

    private static List<Finding> secrets(Mounting.Mounted mounted) {
        if (mounted.container().grants().permits(Permission.API_TOKEN)) {
            return List.of();
        }
        return mounted.volume().secretNames().stream()
                .filter(name -> name.contains("-token-"))
                .map(name -> Finding.warn(
                        FindingCode.TOKEN_SECRET,
                        mounted.container().name(),
                        mounted.path(),
                        new Finding.Reason(
                                "Secret " + Quoted.text(name) + " may hold a service account token",
                                "leave it out unless the pod needs the Kubernetes API")))
                .toList();
    }

    private static Demand demand(String field, String message) {
        return new Demand(FindingCode.API_TOKEN_NOT_GRANTED, field, message, Need.of(Permission.API_TOKEN));
    }
}
