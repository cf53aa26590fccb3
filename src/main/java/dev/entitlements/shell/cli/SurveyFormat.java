package dev.entitlements.shell.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.entitlements.codec.report.Paint;
import dev.entitlements.codec.report.PrettyJson;
import dev.entitlements.codec.scan.OwnerSummary;
import dev.entitlements.codec.scan.Sarif;
import dev.entitlements.codec.scan.Survey;
import dev.entitlements.codec.scan.SurveyJson;
import dev.entitlements.codec.scan.SurveyText;
import dev.entitlements.shell.config.ProgramVersion;
import java.io.IOException;
import java.io.PrintStream;

/** The forms a scan's answer can have. */
enum SurveyFormat {
    TEXT,
    JSON,
    SARIF;

    void write(PrintStream out, Paint paint, Survey survey, String revision) throws IOException {
        if (this == TEXT) {
            for (OwnerSummary summary : survey.owners()) {
                out.print(SurveyText.of(summary, paint));
            }
            return;
        }
        try (JsonGenerator json = PrettyJson.generator(out)) {
            if (this == JSON) {
                SurveyJson.write(json, survey, revision);
            } else {
                Sarif.write(json, survey, new Sarif.Tool(ProgramVersion.text(), revision));
            }
        }
        out.println();
    }
}
