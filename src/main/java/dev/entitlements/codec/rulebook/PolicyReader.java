package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.YamlNode;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Glob;
import dev.entitlements.core.rulebook.Globs;
import dev.entitlements.core.rulebook.Match;
import dev.entitlements.core.rulebook.Mode;
import dev.entitlements.core.rulebook.NamePattern;
import dev.entitlements.core.rulebook.OnExcess;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.PolicyException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a document of kind EntitlementPolicy. What the schema refuses is skipped here. */
final class PolicyReader {
    private final Shared shared;

    PolicyReader(Shared shared) {
        this.shared = shared;
    }

    /** The policy; empty where its name cannot be read. */
    Partial<Optional<PolicySource>> read(Document document) {
        Mapping spec = document.spec();
        List<Issue> issues = new ArrayList<>();
        Partial<Match> match = match(spec.mapping("match"));
        issues.addAll(match.issues());
        Partial<List<Optional<ExceptionSource>>> exceptions = Partial.all(
                spec.mappings("exceptions").stream().map(this::exception).toList());
        issues.addAll(exceptions.issues());
        List<ExceptionSource> read =
                exceptions.value().stream().flatMap(Optional::stream).toList();
        List<Scalar> names = Stream.of("default", "ephemeral")
                .flatMap(key -> spec.texts(key).stream())
                .toList();
        names.stream()
                .filter(name -> EntitlementId.parse(name.text()).isEmpty())
                .forEach(name -> issues.add(notAName(name)));
        return new Partial<>(document.name().map(name -> source(name, spec, match.value(), read)), issues);
    }

    private static Issue notAName(Scalar name) {
        return Issue.error(
                name.place(),
                "`" + Issue.brief(name.text()) + "` is not an entitlement name",
                "lower-case letters, digits and single dashes in at least two segments joined by dots");
    }

    private PolicySource source(Scalar name, Mapping spec, Match match, List<ExceptionSource> exceptions) {
        List<Located<EntitlementId>> defaults = names(spec, "default");
        List<Located<NamePattern>> allow = patterns(spec);
        List<Located<EntitlementId>> ephemeral = names(spec, "ephemeral");
        Policy policy = new Policy(
                name.text(),
                match,
                shared.list(Located.values(defaults)),
                shared.list(Located.values(allow)),
                shared.list(Located.values(ephemeral)),
                EntitlementReader.one(spec, "mode", Mode.values()).orElse(Mode.ENFORCE),
                EntitlementReader.one(spec, "onExcess", OnExcess.values()).orElse(OnExcess.REFUSE),
                spec.integer("precedence")
                        .filter(value -> value.bitLength() < 32)
                        .map(BigInteger::intValueExact)
                        .orElse(0),
                exceptions.stream().map(ExceptionSource::exception).toList());
        return new PolicySource(policy, name.place(), defaults, allow, ephemeral, exceptions);
    }

    private List<Located<EntitlementId>> names(Mapping spec, String key) {
        return Located.parse(spec.texts(key), text -> EntitlementId.parse(text).map(shared::one));
    }

    private List<Located<NamePattern>> patterns(Mapping mapping) {
        return Located.parse(mapping.texts("allow"), text -> Optional.of(shared.one(NamePattern.of(text))));
    }

    private Partial<Match> match(Mapping match) {
        List<Issue> issues = new ArrayList<>();
        Stream.of("namespaces", "serviceAccounts", "images").forEach(key -> issues.addAll(empty(match, key)));
        Mapping selector = match.mapping("namespaceSelector");
        issues.addAll(empty(match, "namespaceSelector"));
        Stream.of("matchLabels", "matchExpressions").forEach(key -> issues.addAll(empty(selector, key)));
        return SelectorReader.read(selector)
                .map(read -> new Match(
                        globs(match, "namespaces"),
                        shared.one(read),
                        globs(match, "serviceAccounts"),
                        globs(match, "images")))
                .and(issues);
    }

    private Globs globs(Mapping mapping, String key) {
        return shared.one(Globs.of(mapping.texts(key).stream()
                .map(text -> shared.one(new Glob(text.text())))
                .toList()));
    }

    private static List<Issue> empty(Mapping mapping, String key) {
        boolean isEmpty = mapping.at(key).filter(PolicyReader::isEmpty).isPresent();
        return isEmpty
                ? List.of(Issue.warning(
                        mapping.placeOf(key),
                        "`" + key + "` is empty, so it matches all, as if it were absent",
                        "leave it out, or say whom it is for"))
                : List.of();
    }

    private static boolean isEmpty(YamlNode node) {
        if (node instanceof YamlNode.Sequence list) {
            return list.items().isEmpty();
        }
        return node instanceof Mapping mapping && mapping.entries().isEmpty();
    }

    private Partial<Optional<ExceptionSource>> exception(Mapping mapping) {
        Optional<LocalDate> until = mapping.text("until").flatMap(text -> day(text.text()));
        List<Issue> issues = new ArrayList<>(empty(mapping, "serviceAccounts"));
        mapping.text("until")
                .filter(text -> until.isEmpty())
                .ifPresent(text -> issues.add(Issue.error(
                        text.place(),
                        "`" + Issue.brief(text.text()) + "` is not a day of the calendar",
                        "year, month and day as in `2027-03-31`")));
        List<Located<NamePattern>> allow = patterns(mapping);
        Optional<ExceptionSource> source = mapping.text("name")
                .flatMap(name -> until.map(day -> new ExceptionSource(
                        new PolicyException(
                                name.text(),
                                globs(mapping, "serviceAccounts"),
                                shared.list(Located.values(allow)),
                                day,
                                mapping.text("reason").map(Scalar::text).orElse("")),
                        name.place(),
                        mapping.text("until").map(Scalar::place).orElse(name.place()),
                        allow)));
        return new Partial<>(source, issues);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
