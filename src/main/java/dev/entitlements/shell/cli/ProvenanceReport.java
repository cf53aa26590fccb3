package dev.entitlements.shell.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.report.DecisionReport;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.report.ObjectIdentity;
import dev.entitlements.codec.report.OneLine;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.codec.report.Verdict;
import dev.entitlements.core.rulebook.Rulebook;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints where the settings of pods come from. */
interface ProvenanceReport {
    /** Prints about the next object. */
    void add(ObjectAnswer answer);

    /** Prints what closes the report. */
    void end();

    static ProvenanceReport open(TextOrJson format, PrintStream out, Paint paint, Rulebook rulebook) {
        return switch (format) {
            case TEXT -> new Tables(out, paint, rulebook);
            case JSON -> new Tree(out, rulebook);
        };
    }

    /** A table for each object. */
    record Tables(PrintStream out, Paint paint, Rulebook rulebook) implements ProvenanceReport {
        private static final List<String> HEADINGS =
                List.of("CONTAINER", "SETTING", "VALUE", "ENTITLEMENT", "ORIGIN", "POLICY");

        @Override
        public void add(ObjectAnswer answer) {
            ObjectAnswer.Judged judged = answer.judged();
            out.println(paint.strong(ObjectIdentity.of(answer).toString()) + ": "
                    + answer.verdict().word()
                    + (answer.verdict() == Verdict.REFUSED ? ", `dry-run` says why" : ""));
            if (judged != null) {
                List<List<String>> table = new ArrayList<>(List.of(HEADINGS));
                Provenance.of(judged, rulebook).forEach(row -> table.add(row.cells()));
                print(table);
            }
        }

        private void print(List<List<String>> table) {
            int[] widths = new int[HEADINGS.size()];
            table.forEach(row -> {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], OneLine.of(row.get(i)).length());
                }
            });
            for (List<String> row : table) {
                StringBuilder line = new StringBuilder(" ");
                for (int i = 0; i < widths.length; i++) {
                    String cell = OneLine.of(row.get(i));
                    line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
                }
                out.println(line.toString().stripTrailing());
            }
        }

        @Override
        public void end() {}
    }

    /** One JSON object for all. */
    final class Tree implements ProvenanceReport {
        private final PrintStream out;
        private final Rulebook rulebook;
        private final ObjectNode report = JsonNodeFactory.instance.objectNode();
        private final ArrayNode objects;

        Tree(PrintStream out, Rulebook rulebook) {
            this.out = out;
            this.rulebook = rulebook;
            report.put("revision", rulebook.revision());
            this.objects = report.putArray("objects");
        }

        @Override
        public void add(ObjectAnswer answer) {
            ObjectNode entry = objects.addObject();
            entry.set("object", DecisionReport.identity(answer));
            entry.put("decision", answer.verdict().word());
            ArrayNode settings = entry.putArray("settings");
            ObjectAnswer.Judged judged = answer.judged();
            if (judged == null) {
                return;
            }
            for (SettingOrigin row : Provenance.of(judged, rulebook)) {
                settings.addObject()
                        .put("container", row.setting().container())
                        .put("setting", row.setting().name())
                        .put("value", row.setting().value())
                        .put("entitlement", row.entitlement())
                        .put("origin", row.origin().word())
                        .put("policy", row.origin().policy());
            }
        }

        @Override
        public void end() {
            out.print(PrettyJson.of(report));
        }
    }
}
