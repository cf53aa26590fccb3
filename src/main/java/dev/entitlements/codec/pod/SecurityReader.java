package dev.entitlements.codec.pod;

import dev.entitlements.core.request.DeclaredProfile;
import dev.entitlements.core.request.SeLinux;
import dev.entitlements.core.request.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads security contexts; a key that belongs to the other kind of context is as unknown as any. */
final class SecurityReader {
    private static final String KEY = "securityContext";

    private SecurityReader() {}

    /** The security context of a container. */
    static SecurityContext ofContainer(Field container) {
        Field context = container.object(KEY);
        if (!context.isPresent()) {
            return SecurityContext.NONE;
        }
        Field capabilities = context.object("capabilities");
        List<String> unknown = join(
                join(context.unknownKeys(PodKeys.CONTAINER_SECURITY, ""), inProfiles(context)),
                capabilities.unknownKeys(PodKeys.CAPABILITIES, "capabilities."));
        return new SecurityContext(
                context.flag("privileged"),
                context.flag("allowPrivilegeEscalation"),
                context.flag("readOnlyRootFilesystem"),
                context.flag("runAsNonRoot"),
                context.number("runAsUser"),
                context.number("runAsGroup"),
                null,
                List.of(),
                capabilities.texts("add"),
                capabilities.texts("drop"),
                profile(context, "seccompProfile"),
                profile(context, "appArmorProfile"),
                context.text("procMount"),
                seLinux(context),
                List.of(),
                context.object("windowsOptions").flag("hostProcess"),
                unknown);
    }

    /** The security context of a pod. */
    static SecurityContext ofPod(Field spec) {
        Field context = spec.object(KEY);
        if (!context.isPresent()) {
            return SecurityContext.NONE;
        }
        List<Field> sysctls = context.items("sysctls");
        List<String> unknown = join(
                join(context.unknownKeys(PodKeys.POD_SECURITY, ""), inProfiles(context)), unknownInSysctls(sysctls));
        return new SecurityContext(
                null,
                null,
                null,
                context.flag("runAsNonRoot"),
                context.number("runAsUser"),
                context.number("runAsGroup"),
                context.number("fsGroup"),
                context.numbers("supplementalGroups"),
                List.of(),
                List.of(),
                profile(context, "seccompProfile"),
                profile(context, "appArmorProfile"),
                "",
                seLinux(context),
                names(sysctls),
                context.object("windowsOptions").flag("hostProcess"),
                unknown);
    }

    private static @Nullable DeclaredProfile profile(Field context, String key) {
        Field profile = context.object(key);
        return profile.isPresent() ? new DeclaredProfile(profile.text("type"), profile.text("localhostProfile")) : null;
    }

    private static SeLinux seLinux(Field context) {
        Field options = context.object("seLinuxOptions");
        return options.isPresent()
                ? new SeLinux(options.text("user"), options.text("role"), options.text("type"), options.text("level"))
                : SeLinux.NONE;
    }

    private static List<String> names(List<Field> sysctls) {
        List<String> names = sysctls.isEmpty() ? List.of() : new ArrayList<>(sysctls.size());
        for (Field sysctl : sysctls) {
            names.add(sysctl.text("name"));
        }
        return names;
    }

    private static List<String> inProfiles(Field context) {
        List<String> unknown = unknownIn(context, "seccompProfile");
        unknown = join(unknown, unknownIn(context, "appArmorProfile"));
        unknown = join(unknown, context.object("seLinuxOptions").unknownKeys(PodKeys.SELINUX, "seLinuxOptions."));
        return join(unknown, context.object("windowsOptions").unknownKeys(PodKeys.WINDOWS, "windowsOptions."));
    }

    private static List<String> unknownIn(Field context, String profile) {
        return context.object(profile).unknownKeys(PodKeys.PROFILE, profile + ".");
    }

    private static List<String> unknownInSysctls(List<Field> sysctls) {
        List<String> unknown = sysctls.isEmpty() ? List.of() : new ArrayList<>();
        for (int i = 0; i < sysctls.size(); i++) {
            unknown.addAll(sysctls.get(i).unknownKeys(PodKeys.SYSCTL, "sysctls[" + i + "]."));
        }
        return unknown;
    }

    private static List<String> join(List<String> first, List<String> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
