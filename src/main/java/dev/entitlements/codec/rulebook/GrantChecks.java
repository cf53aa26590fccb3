package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.core.entitlement.ArgumentGrammar;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.entitlement.Grants;
import dev.entitlements.core.entitlement.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold inside one entitlement, between its argument, its floor and its grants. */
final class GrantChecks {
    private static final String NO_ARGUMENT = "the entitlement takes no argument";
    private static final ArgumentGrammar PATH = new ArgumentGrammar(ArgumentGrammar.Kind.PATH, List.of());

    private GrantChecks() {}

    static List<Issue> issues(Document document) {
        Mapping spec = document.spec();
        ArgumentGrammar.Kind kind = EntitlementReader.one(
                        spec.mapping("argument"), "type", ArgumentGrammar.Kind.values())
                .orElse(ArgumentGrammar.Kind.NONE);
        List<Issue> issues = new ArrayList<>();
        issues.addAll(argument(document, kind));
        issues.addAll(placeholders(spec, kind));
        issues.addAll(freeArgument(spec.mapping("grants"), kind));
        issues.addAll(hostPaths(spec.mapping("grants")));
        if (spec.says("floor") && spec.at("domain").isEmpty()) {
            issues.add(Issue.error(
                    spec.placeOf("floor"), "a floor without a `domain`", "say of which domain it is the floor"));
        }
        if (spec.says("floor")
                && spec.text("podSecurityLevel")
                        .filter(level -> !level.text().equals("restricted"))
                        .isPresent()) {
            issues.add(Issue.warning(
                    spec.placeOf("floor"),
                    "the floor of a domain is not `restricted`: every container has what it grants",
                    "let the level that grants the least be the floor"));
        }
        return issues;
    }

    private static List<Issue> argument(Document document, ArgumentGrammar.Kind kind) {
        Mapping spec = document.spec();
        Mapping argument = spec.mapping("argument");
        List<Issue> issues = new ArrayList<>();
        boolean fixed = document.name()
                .flatMap(name -> EntitlementId.parse(name.text()))
                .filter(id -> !id.argument().isEmpty())
                .isPresent();
        if (fixed && kind != ArgumentGrammar.Kind.NONE) {
            issues.add(Issue.error(
                    spec.placeOf("argument"),
                    "the name has a fixed argument, so it cannot take another",
                    "leave out `argument`, or the `=` of the name"));
        }
        if ((kind == ArgumentGrammar.Kind.ENUM) != argument.at("values").isPresent()
                && argument.text("type").isPresent()) {
            issues.add(Issue.error(
                    argument.at("values").isPresent() ? argument.placeOf("values") : argument.place(),
                    kind == ArgumentGrammar.Kind.ENUM
                            ? "an argument of type `enum` needs `values`"
                            : "`values` are for arguments of type `enum` only",
                    ""));
        }
        if (spec.says("repeatable") && kind == ArgumentGrammar.Kind.NONE) {
            issues.add(Issue.warning(
                    spec.placeOf("repeatable"), "repeatable without an argument means nothing", "leave it out"));
        }
        return issues;
    }

    private static List<Issue> placeholders(Mapping spec, ArgumentGrammar.Kind kind) {
        Mapping grants = spec.mapping("grants");
        List<Issue> issues = new ArrayList<>();
        grants.mappings("hostPaths").stream()
                .flatMap(path -> path.text("path").stream())
                .forEach(text -> misplaced(text, notAPath(spec.mapping("argument"), kind))
                        .ifPresent(issues::add));
        String notAWord = kind == ArgumentGrammar.Kind.PATH ? "a path names no device and no class" : "";
        Stream.of("devices", "runtimeClasses")
                .flatMap(key -> grants.texts(key).stream())
                .forEach(text -> misplaced(text, kind == ArgumentGrammar.Kind.NONE ? NO_ARGUMENT : notAWord)
                        .ifPresent(issues::add));
        return issues;
    }

    /** Why an argument could be something else than a clean path; the empty string where it could not. */
    private static String notAPath(Mapping argument, ArgumentGrammar.Kind kind) {
        return switch (kind) {
            case NONE -> NO_ARGUMENT;
            case PATH -> "";
            case ENUM ->
                argument.texts("values").stream().allMatch(value -> PATH.accepts(value.text()))
                        ? ""
                        : "not every value of the argument is an absolute and clean path";
            case INTEGER, STRING -> "the argument is not of type `path`";
        };
    }

    /** A problem where the text has a placeholder that is not all of it, or for which there is this objection. */
    private static Optional<Issue> misplaced(Scalar text, String objection) {
        if (!text.text().contains(Grants.ARGUMENT)) {
            return Optional.empty();
        }
        String why = text.text().equals(Grants.ARGUMENT) ? objection : "it must be the whole value";
        return Optional.of(why)
                .filter(any -> !any.isEmpty())
                .map(reason -> Issue.error(
                        text.place(),
                        "`" + Grants.ARGUMENT + "` cannot stand here: " + reason,
                        "see the field `argument`"));
    }

    /** A profile is a function of names without arguments, so a free argument may not change one. */
    private static List<Issue> freeArgument(Mapping grants, ArgumentGrammar.Kind kind) {
        if (!kind.isFree()) {
            return List.of();
        }
        boolean derived = grants.text("syscalls")
                .filter(way -> way.text().equals("derived"))
                .isPresent();
        return Stream.of("seccomp", "appArmor", "syscalls")
                .filter(key -> grants.at(key).isPresent() && (!key.equals("syscalls") || derived))
                .map(key -> Issue.error(
                        grants.placeOf(key),
                        "an entitlement with a free argument may not grant `" + key + "`",
                        "grant it in an entitlement of its own that takes no argument"))
                .toList();
    }

    private static List<Issue> hostPaths(Mapping grants) {
        return grants.mappings("hostPaths").stream()
                .flatMap(path -> path.text("path").stream())
                .flatMap(text -> unclean(text.text(), text.place()).stream())
                .toList();
    }

    /** A problem where an absolute path has another spelling that is shorter. */
    static List<Issue> unclean(String path, Place place) {
        if (!path.startsWith("/") || HostPath.clean(path).equals(path)) {
            return List.of();
        }
        return List.of(Issue.error(
                place,
                "the path `" + Issue.brief(path) + "` is not clean",
                "write `" + Issue.brief(HostPath.clean(path)) + "`"));
    }
}
