package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.rulebook.DocumentReader.FileContent;
import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.codec.text.Resources;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.entitlement.Catalogue;
import dev.entitlements.core.entitlement.Entitlement;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Policies;
import dev.entitlements.core.rulebook.Policy;
import dev.entitlements.core.rulebook.Rulebook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a rulebook: all files at once, every problem in one pass. */
public final class RulebookReader {
    private static final String SHIPPED_REFERENCE = "profiles/catalogue/seccomp.yaml";
    private static final int MAX_FILES = 1000;
    private static final int MAX_DOCUMENTS = 20_000;

    private RulebookReader() {}

    /** Reads these files, of the catalogue and of the policies together. */
    public static RulebookReading read(List<SourceFile> files, RulebookCircumstances circumstances) {
        return read(files, List.of(), circumstances);
    }

    /**
     * Reads these files where others are missing.
     *
     * @param missing why they could not be read: reported too, and what follows from it alone is not
     */
    public static RulebookReading read(
            List<SourceFile> files, List<Issue> missing, RulebookCircumstances circumstances) {
        return read(files, missing, circumstances, () -> {});
    }

    /**
     * The same where something else has to be done meanwhile.
     *
     * @param between what is done after each document
     */
    public static RulebookReading read(
            List<SourceFile> files, List<Issue> missing, RulebookCircumstances circumstances, Runnable between) {
        if (files.size() > MAX_FILES) {
            Issue issue = Issue.error(
                    Place.ofFile(""), "the rulebook has more than " + MAX_FILES + " files", "join some of them");
            return new RulebookReading(null, List.of(issue));
        }
        List<SourceFile> sorted =
                files.stream().sorted(Comparator.comparing(SourceFile::name)).toList();
        Contents contents = Contents.of(sorted, between).without(missing);
        Sources sources = Sources.of(contents);
        List<Issue> checked = RulebookChecks.issues(contents, sources, circumstances.today());
        List<Issue> issues = inOrder(List.of(contents.unread, contents.mistakes, sources.issues(), checked));
        boolean failed = issues.stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR);
        return failed ? new RulebookReading(null, issues) : compiled(contents.files, sources, circumstances, issues);
    }

    private static RulebookReading compiled(
            List<SourceFile> files, Sources sources, RulebookCircumstances circumstances, List<Issue> issues) {
        List<Entitlement> entitlements = sources.entitlements().stream()
                .map(EntitlementSource::entitlement)
                .toList();
        List<Policy> policies =
                sources.policies().stream().map(PolicySource::policy).toList();
        Catalogue catalogue = Catalogue.of(entitlements, sources.reference());
        List<Issue> tooMany = BundleSize.issues(catalogue, sources);
        if (!tooMany.isEmpty()) {
            return new RulebookReading(null, inOrder(List.of(tooMany, issues)));
        }
        Set<EntitlementId> permitted = PermittedNames.of(catalogue, sources.names(), policies);
        Bundle bundle = Bundle.of(catalogue, permitted, circumstances.delivery());
        String revision = Revision.of(files, circumstances.delivery());
        return new RulebookReading(
                new Rulebook(catalogue, Policies.of(policies), bundle, circumstances.delivery(), revision), issues);
    }

    /** The shipped reference, where the files bring none. */
    private static Optional<SourceFile> shippedReference() {
        return Optional.ofNullable(Resources.find(SHIPPED_REFERENCE))
                .map(bytes -> new SourceFile(SHIPPED_REFERENCE, new String(bytes, StandardCharsets.UTF_8)));
    }

    /**
     * All documents of all files.
     *
     * @param files the files, with the shipped reference where it was needed
     * @param catalogue the documents whose kind is known, but for policies
     * @param policies what the policies say
     * @param unread why some text could not be taken for a document
     * @param mistakes where documents break their schema
     */
    record Contents(
            List<SourceFile> files,
            List<Document> catalogue,
            List<Partial<Optional<PolicySource>>> policies,
            List<Issue> unread,
            List<Issue> mistakes) {
        static Contents of(List<SourceFile> files, Runnable between) {
            Shared shared = new Shared();
            List<FileContent> read = new ArrayList<>(files.stream()
                    .map(file -> DocumentReader.read(file, shared, between))
                    .toList());
            boolean hasReference = read.stream()
                    .flatMap(file -> file.catalogue().stream())
                    .anyMatch(document -> document.kind() == DocumentKind.REFERENCE);
            List<SourceFile> all = new ArrayList<>(files);
            if (!hasReference) {
                shippedReference().ifPresent(all::add);
                all.subList(files.size(), all.size())
                        .forEach(shipped -> read.add(DocumentReader.read(shipped, shared, between)));
            }
            return joined(all, read);
        }

        private static Contents joined(List<SourceFile> files, List<FileContent> read) {
            List<Place> begins =
                    read.stream().flatMap(file -> file.begins().stream()).toList();
            List<Issue> unread = new ArrayList<>(
                    read.stream().flatMap(file -> file.unread().stream()).toList());
            if (begins.size() > MAX_DOCUMENTS) {
                unread.add(Issue.error(
                        begins.get(MAX_DOCUMENTS), "the rulebook has more than " + MAX_DOCUMENTS + " documents", ""));
            }
            // of too many, nothing more is looked at
            List<FileContent> taken = begins.size() > MAX_DOCUMENTS ? List.of() : read;
            return new Contents(
                    files,
                    taken.stream().flatMap(file -> file.catalogue().stream()).toList(),
                    taken.stream().flatMap(file -> file.policies().stream()).toList(),
                    unread,
                    read.stream().flatMap(file -> file.mistakes().stream()).toList());
        }

        /** The same documents, where other text could not even be opened. */
        Contents without(List<Issue> missing) {
            return new Contents(
                    files,
                    catalogue,
                    policies,
                    Stream.concat(missing.stream(), unread.stream()).toList(),
                    mistakes);
        }

        /** The documents of this kind, which is not the policies'. */
        List<Document> catalogue(DocumentKind kind) {
            return catalogue.stream()
                    .filter(document -> document.kind() == kind)
                    .toList();
        }
    }

    /** What an earlier stage has an error for, a later stage need not mention. */
    private static List<Issue> inOrder(List<List<Issue>> stages) {
        List<Issue> kept = new ArrayList<>();
        Set<Place> wrong = new HashSet<>();
        for (List<Issue> stage : stages) {
            List<Issue> added = stage.stream()
                    .filter(issue -> !wrong.contains(issue.place()))
                    .toList();
            kept.addAll(added);
            added.stream()
                    .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                    .filter(issue -> issue.place().line() > 0)
                    .forEach(issue -> wrong.add(issue.place()));
        }
        return kept.stream().sorted().distinct().toList();
    }
}
