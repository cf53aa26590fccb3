package dev.entitlements.shell.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.entitlements.codec.report.DecisionReport;
import dev.entitlements.codec.report.DecisionText;
import dev.entitlements.codec.report.ObjectAnswer;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.codec.report.YamlText;
import dev.entitlements.codec.text.Json;
import java.io.IOException;
import java.io.PrintStream;

/** Writes each result as soon as it is there, so that none has to be kept. */
interface ResultStream {
    /** The forms an answer can have. */
    enum Format {
        TEXT,
        JSON,
        YAML,
        PATCH;

        ResultStream open(PrintStream out, Paint paint, String revision) throws IOException {
            return switch (this) {
                case TEXT -> (file, answer) -> out.print(DecisionText.of(answer, paint));
                case PATCH ->
                    (file, answer) -> out.println(
                            Json.MAPPER.writeValueAsString(answer.patch().tree()));
                case JSON -> new JsonResults(out, revision);
                case YAML -> new YamlResults(out, revision);
            };
        }
    }

    /** Writes the next result, for an object of this file. */
    void add(String file, ObjectAnswer answer) throws IOException;

    /** Writes what closes the answer. */
    default void end() throws IOException {}

    private static ObjectNode named(String file, ObjectAnswer answer) {
        return Json.MAPPER.createObjectNode().put("file", file).setAll(DecisionReport.result(answer));
    }

    /** The results as one JSON object. */
    final class JsonResults implements ResultStream {
        private final PrintStream out;
        private final JsonGenerator generator;

        JsonResults(PrintStream out, String revision) throws IOException {
            this.out = out;
            this.generator = PrettyJson.generator(out);
            generator.writeStartObject();
            generator.writeStringField("revision", revision);
            generator.writeArrayFieldStart("results");
        }

        @Override
        public void add(String file, ObjectAnswer answer) throws IOException {
            generator.writeTree(named(file, answer));
        }

        @Override
        public void end() throws IOException {
            generator.writeEndArray();
            generator.writeEndObject();
            generator.close();
            out.println();
        }
    }

    /** The results as one YAML document. */
    final class YamlResults implements ResultStream {
        private final PrintStream out;
        private boolean empty = true;

        YamlResults(PrintStream out, String revision) {
            this.out = out;
            out.print("revision: " + YamlText.of(Json.MAPPER.getNodeFactory().textNode(revision)) + "results:");
        }

        @Override
        public void add(String file, ObjectAnswer answer) {
            out.print(empty ? "\n" : "");
            empty = false;
            out.print(YamlText.entry(named(file, answer)));
        }

        @Override
        public void end() {
            out.print(empty ? " []\n" : "");
        }
    }
}
