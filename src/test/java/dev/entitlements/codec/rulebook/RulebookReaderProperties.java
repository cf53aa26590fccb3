package dev.entitlements.codec.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Issue;
import dev.entitlements.codec.text.IssueText;
import dev.entitlements.codec.text.Yaml;
import dev.entitlements.codec.text.YamlLimits;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.rulebook.Glob;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RulebookReaderProperties {
    private static final RulebookCircumstances TODAY =
            new RulebookCircumstances(LocalDate.of(2026, 11, 22), Delivery.AGENT);
    private static final String ODD = "{}[]:,&*!|>'\"%@`#-?~ \n\t\u0000\u0085\uFEFF\\xUud800<=$";

    /** Reads it all and shows every problem; anything thrown fails the property. */
    private static void read(List<SourceFile> files) {
        RulebookReading reading = RulebookReader.read(files, TODAY);
        boolean failed = reading.issues().stream().anyMatch(issue -> issue.severity() == Issue.Severity.ERROR);
        assertThat(reading.rulebook() == null).isEqualTo(failed);
        assertThat(IssueText.plain(reading.issues()).isEmpty())
                .isEqualTo(reading.issues().isEmpty());
    }

    @Property(tries = 500)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        read(List.of(new SourceFile("x.yaml", text)));
        assertThat(Yaml.trees("x.yaml", text, YamlLimits.MANIFESTS)).isNotNull();
    }

    @Property(tries = 1000)
    void oddTextIsReadOrRefused(@ForAll("oddTexts") String text) {
        read(List.of(new SourceFile("x.yaml", text)));
        assertThat(Yaml.trees("x.yaml", text, YamlLimits.MANIFESTS)).isNotNull();
    }

    @Provide
    Arbitrary<String> oddTexts() {
        return Arbitraries.strings()
                .withChars((ODD + "abnoy019.").toCharArray())
                .ofMaxLength(60);
    }

    @Property(tries = 500)
    void damagedRulebooksAreReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        List<SourceFile> files = new ArrayList<>();
        for (SourceFile file : LintCases.base()) {
            files.add(new SourceFile(file.name(), damaged(file.text(), random)));
        }
        read(files);
        files.forEach(file -> assertThat(Yaml.trees(file.name(), file.text(), YamlLimits.MANIFESTS))
                .isNotNull());
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + random.nextInt(30));
            switch (random.nextInt(4)) {
                case 0 -> damaged.delete(at, end);
                case 1 -> damaged.insert(at, ODD.charAt(random.nextInt(ODD.length())));
                case 2 -> damaged.insert(at, damaged.substring(at, end));
                default -> damaged.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
            }
        }
        return damaged.toString();
    }

    @Property(tries = 2000)
    void schemaAndCoreAgreeOnNames(@ForAll("names") String name) {
        String file = "apiVersion: entitlements.dev/v1\nkind: Entitlement\nmetadata: {name: \"" + name + "\"}\n"
                + "spec: {summary: s, use: u, risk: r, podSecurityLevel: restricted}\n";
        boolean schema = DocumentReader.read(new SourceFile("x.yaml", file), new Shared(), () -> {})
                .mistakes()
                .isEmpty();

        assertThat(schema).isEqualTo(EntitlementId.parse(name).isPresent());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab0.-=, A*/:".toCharArray()).ofMaxLength(8);
    }

    @Property(tries = 2000)
    void globsThatAreDisjointHaveNoTextInCommon(
            @ForAll("globs") String left, @ForAll("globs") String right, @ForAll("texts") String text) {
        boolean both = new Glob(left).matches(text) && new Glob(right).matches(text);

        assertThat(both && !Precedence.canMeet(new Glob(left), new Glob(right))).isFalse();
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.strings().withChars("ab*".toCharArray()).ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab".toCharArray()).ofMaxLength(6);
    }
}
