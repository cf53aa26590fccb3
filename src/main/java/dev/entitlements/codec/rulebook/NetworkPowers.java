package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.core.entitlement.Capability;
import dev.entitlements.core.entitlement.SeccompReference;
import dev.entitlements.core.entitlement.SyscallRule;
import dev.entitlements.core.entitlement.SyscallSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether what the domain `network` owns, its capabilities and the opening of sockets, is granted there alone. */
final class NetworkPowers {
    private static final String DOMAIN = "network";
    private static final Set<String> OPENING = Set.of("socket", "socketcall");

    /** An AppArmor rule about sockets of any family but AF_UNIX, which every container has. */
    private static final Pattern SOCKET_RULE =
            Pattern.compile("((audit|allow|priority=\\S+)\\s+)*network(?=\\s|$)(?!\\s+(\\([^)]*\\)\\s*)?unix\\b).*");

    /** One text may hold several rules. */
    private static final Pattern BETWEEN_RULES = Pattern.compile("[,\\n]");

    private NetworkPowers() {}

    static List<Issue> issues(Document document, SeccompReference reference) {
        Mapping spec = document.spec();
        boolean elsewhere = spec.text("domain")
                .map(domain -> !domain.text().equals(DOMAIN))
                .orElse(spec.at("domain").isEmpty());
        if (!elsewhere) {
            return List.of();
        }
        Mapping grants = spec.mapping("grants");
        Mapping seccomp = grants.mapping("seccomp");
        List<Issue> issues = new ArrayList<>(capabilities(grants, reference));
        seccomp.texts("groups").stream()
                .filter(group -> isOfSockets(group.text(), reference))
                .map(NetworkPowers::opening)
                .forEach(issues::add);
        seccomp.mappings("rules").stream()
                .flatMap(rule -> rule.texts("names").stream())
                .filter(name -> OPENING.contains(name.text()))
                .map(NetworkPowers::opening)
                .forEach(issues::add);
        grants.texts("appArmor").stream()
                .filter(rule -> BETWEEN_RULES
                        .splitAsStream(rule.text())
                        .anyMatch(one -> SOCKET_RULE.matcher(one.strip()).matches()))
                .map(NetworkPowers::opening)
                .forEach(issues::add);
        return issues;
    }

    private static List<Issue> capabilities(Mapping grants, SeccompReference reference) {
        boolean derived = grants.text("syscalls")
                .filter(way -> way.text().equals("derived"))
                .isPresent();
        List<Issue> issues = new ArrayList<>();
        for (Scalar written : grants.texts("capabilities")) {
            Capability.named(written.text()).ifPresent(capability -> {
                if (capability.name().startsWith("NET_")) {
                    issues.add(issue(written, "belongs"));
                } else if (derived && opens(reference.byCapability().getOrDefault(capability, SyscallSet.NONE))) {
                    issues.add(opening(written));
                }
            });
        }
        return issues;
    }

    private static boolean isOfSockets(String group, SeccompReference reference) {
        SyscallSet calls = reference.groups().get(group);
        return calls != null && (group.startsWith("sockets-") || opens(calls));
    }

    private static boolean opens(SyscallSet calls) {
        return SyscallRule.names(calls.rules()).stream().anyMatch(OPENING::contains);
    }

    private static Issue opening(Scalar written) {
        return issue(written, "opens sockets, which belong");
    }

    private static Issue issue(Scalar written, String relation) {
        return Issue.error(
                written.place(),
                "`" + written.text() + "` " + relation + " to the domain `" + DOMAIN + "` alone",
                "grant it in a level of that domain, and ask for that level as well");
    }
}
