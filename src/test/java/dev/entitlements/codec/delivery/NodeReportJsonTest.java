package dev.entitlements.codec.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Parsed;
import dev.entitlements.core.delivery.NodeReport;
import dev.entitlements.core.delivery.NodeReport.AppArmorSupport;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeReportJsonTest {
    private static final NodeReport REPORT = new NodeReport(
            "sha256:1",
            "0b3f",
            "1.0.0",
            "arm64",
            AppArmorSupport.YES,
            Map.of("aa", Instant.parse("2026-11-22T12:00:00Z"), "bb", Instant.parse("2026-11-22T12:00:01Z")),
            2,
            "`x` cannot be written: no space");

    @Test
    void readsWhatItWrites() {
        assertThat(NodeReportJson.read(NodeReportJson.write(REPORT))).isEqualTo(Parsed.good(REPORT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"bundles\":{},\"appArmor\":true}",
                "{\"bundles\":[],\"appArmor\":\"true\"}",
                "{\"bundles\":[{\"digest\":\"aa\",\"since\":\"yesterday\"}],\"appArmor\":true}",
                "{\"bundles\":[],\"appArmor\":true,\"appArmor\":true}"
            })
    void takesNothingElse(String text) {
        assertThat(NodeReportJson.read(text)).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void takesNoMoreThanABoundedText() {
        String problem = "x".repeat(70_000);
        NodeReport large = new NodeReport("", "", "", "", AppArmorSupport.NO, Map.of(), 0, problem);

        assertThat(NodeReportJson.read(NodeReportJson.write(large))).isInstanceOf(Parsed.Bad.class);
    }
}
