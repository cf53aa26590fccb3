package dev.entitlements.codec.rulebook;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.Issue.Place;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import dev.entitlements.codec.text.YamlNode;
import dev.entitlements.codec.text.YamlNode.Mapping;
import dev.entitlements.core.words.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a file apart into documents, and holds each against the schema of its kind. Of policies, which there may be thousands
 * of, only what they say is kept, and not their text: no other document changes what one policy says.
 */
final class DocumentReader {
    private static final List<String> KINDS =
            Stream.of(DocumentKind.values()).map(DocumentKind::word).toList();

    private final PolicyReader policies;
    private final Runnable between;
    private final FileContent content = new FileContent(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    private DocumentReader(PolicyReader policies, Runnable between) {
        this.policies = policies;
        this.between = between;
    }

    /**
     * What a file holds.
     *
     * @param begins where the documents whose kind is known begin, also those with problems
     * @param catalogue those of them that are no policies
     * @param policies what the policies say
     * @param unread why some of the file could not be taken for a document
     * @param mistakes where the documents break their schema
     */
    record FileContent(
            List<Place> begins,
            List<Document> catalogue,
            List<Partial<Optional<PolicySource>>> policies,
            List<Issue> unread,
            List<Issue> mistakes) {}

    static FileContent read(SourceFile file, Shared shared, Runnable between) {
        DocumentReader reader = new DocumentReader(new PolicyReader(shared), between);
        reader.content.unread().addAll(Yaml.each(file.name(), file.text(), YamlLimits.RULEBOOK, reader::take));
        return reader.content;
    }

    private void take(YamlNode node) {
        between.run();
        if (node.shape() == YamlNode.Shape.NULL) {
            return;
        }
        Partial<Optional<Document>> document = document(node);
        content.unread().addAll(document.issues());
        document.value().ifPresent(read -> {
            content.begins().add(read.root().place());
            if (read.kind() == DocumentKind.POLICY) {
                content.policies().add(policies.read(read));
            } else {
                content.catalogue().add(read);
            }
            content.mistakes().addAll(DocumentSchema.of(read.kind()).mistakes(read.root()));
        });
    }

    private static Partial<Optional<Document>> document(YamlNode node) {
        if (!(node instanceof Mapping root)) {
            return unread(Issue.error(
                    node.place(),
                    "a document must be a mapping, not " + node.shape().phrase(),
                    kindHelp()));
        }
        Optional<YamlNode> word = root.at("kind");
        if (word.isEmpty()) {
            return unread(Issue.error(root.place(), "the field `kind` is missing", kindHelp()));
        }
        Optional<DocumentKind> kind = root.text("kind").flatMap(text -> DocumentKind.ofWord(text.text()));
        if (kind.isEmpty()) {
            String written = root.text("kind").map(YamlNode.Scalar::text).orElse("");
            return unread(Issue.error(
                    word.get().place(),
                    written.isEmpty()
                            ? "`kind` must be a string, not "
                                    + word.get().shape().phrase()
                            : "`" + Issue.brief(written) + "` is not a kind that a rulebook is made of",
                    Suggestion.help(written, KINDS, kindHelp())));
        }
        return new Partial<>(Optional.of(new Document(kind.get(), root)), List.of());
    }

    private static Partial<Optional<Document>> unread(Issue issue) {
        return new Partial<>(Optional.empty(), List.of(issue));
    }

    private static String kindHelp() {
        return "the kinds are " + String.join(", ", KINDS);
    }
}
