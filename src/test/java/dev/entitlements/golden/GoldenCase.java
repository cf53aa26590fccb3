package dev.entitlements.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.admit.DryRun;
import dev.entitlements.admit.DryRun.Operation;
import dev.entitlements.admit.DryRun.Question;
import dev.entitlements.admit.Given;
import dev.entitlements.admit.Rules;
import dev.entitlements.codec.report.DecisionText;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.codec.report.YamlText;
import dev.entitlements.core.decision.Decision;
import dev.entitlements.core.decision.Finding;
import dev.entitlements.core.decision.FindingCode;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with an object, the question asked about it, and the answer expected.
 *
 * @param folder the folder: {@code pod.yaml}, perhaps {@code question.yaml}, {@code policies/} and {@code catalogue/}; and
 *     what is expected
 */
record GoldenCase(Path folder) {
    /** Where the cases are. */
    static final Path FOLDER = Path.of("src/test/resources/golden");

    /** Every test of every case wants the same answer. */
    private static final Map<Path, ObjectAnswer> ANSWERS = new ConcurrentHashMap<>();

    private static final Set<String> INPUT = Set.of("pod.yaml", "question.yaml", "policies", "catalogue");

    static List<GoldenCase> all() {
        return list(FOLDER).map(GoldenCase::new).toList();
    }

    String name() {
        return String.valueOf(folder.getFileName());
    }

    /** The case that differs in one field and is admitted, whether or not it exists. */
    GoldenCase neighbour() {
        return new GoldenCase(FOLDER.resolve(name() + "-ok"));
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    ObjectNode object() {
        return Given.object(text(folder.resolve("pod.yaml")));
    }

    /** The question, with what is left out as the command line has it. */
    JsonNode question() {
        Path file = folder.resolve("question.yaml");
        return Files.exists(file) ? Given.object(text(file)) : MissingNode.getInstance();
    }

    Rulebook rulebook() {
        Path catalogue = folder.resolve("catalogue");
        Path policies = folder.resolve("policies");
        return Rules.of(
                Files.exists(catalogue) ? catalogue : Rules.CATALOGUE,
                Files.exists(policies) ? policies : Rules.EXAMPLES);
    }

    ObjectAnswer answer() {
        return ANSWERS.computeIfAbsent(folder, asked -> decided());
    }

    private ObjectAnswer decided() {
        JsonNode asked = question();
        Map<String, String> labels = new TreeMap<>();
        asked.path("namespaceLabels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return DryRun.answer(
                object(),
                new Question(
                        asked.path("namespace").asText("shop"),
                        labels,
                        asked.path("serviceAccount").asText(""),
                        Operation.valueOf(
                                asked.path("operation").asText("create").toUpperCase(Locale.ROOT)),
                        LocalDate.parse(asked.path("today").asText(Rules.TODAY.toString()))),
                rulebook());
    }

    /** The codes of everything that the answer says. */
    Set<FindingCode> codes() {
        ObjectAnswer.Judged judged = answer().judged();
        return judged == null ? Set.of() : codes(judged.decision());
    }

    private static Set<FindingCode> codes(Decision decision) {
        return Stream.concat(decision.findings().stream(), decision.audit().stream())
                .map(Finding::code)
                .collect(Collectors.toSet());
    }

    /** File name to text of everything that is expected, made anew. */
    SortedMap<String, String> made() {
        ObjectAnswer answer = answer();
        SortedMap<String, String> files = new TreeMap<>();
        files.put("decision.txt", masked(DecisionText.of(answer, Paint.PLAIN)));
        files.put("patch.json", masked(PrettyJson.of(answer.patch().tree())));
        files.put("pod-after.yaml", masked(YamlText.of(answer.patched())));
        return files;
    }

    /** File name to text of everything that is expected, as it stands in the folder. */
    SortedMap<String, String> expected() {
        SortedMap<String, String> files = new TreeMap<>();
        list(folder)
                .filter(path -> !INPUT.contains(String.valueOf(path.getFileName())))
                .forEach(path -> files.put(String.valueOf(path.getFileName()), text(path)));
        return files;
    }

    /** Puts what is made in the place of what was expected. */
    void update() {
        try {
            for (String old : expected().keySet()) {
                Files.delete(folder.resolve(old));
            }
            for (Map.Entry<String, String> file : made().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where two trees differ: one entry for each value, each key that only one has, and each list of another length. */
    static List<String> differences(JsonNode one, JsonNode other, String path) {
        List<String> differences = new ArrayList<>();
        boolean bothObjects = one.isObject() && other.isObject();
        boolean bothLists = one.isArray() && other.isArray() && one.size() == other.size();
        if (bothObjects) {
            Set<String> keys = Stream.concat(one.properties().stream(), other.properties().stream())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            keys.forEach(key -> differences.addAll(differences(one.path(key), other.path(key), path + "/" + key)));
        } else if (bothLists) {
            for (int i = 0; i < one.size(); i++) {
                differences.addAll(differences(one.get(i), other.get(i), path + "/" + i));
            }
        } else if (!one.equals(other)) {
            differences.add(path);
        }
        return differences;
    }

    /** Revisions and hashes change with every word of the shipped files; other tests hold what they stand for. */
    private static String masked(String text) {
        return text.replaceAll("sha256:[0-9a-f]{64}", "sha256:REVISION").replaceAll("[0-9a-f]{32}", "HASH");
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
