package dev.entitlements.shell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.codec.text.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssueLogTest {
    private static final Logger LOG = Logger.getLogger(IssueLog.class.getName());

    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
    }

    @Test
    void tellsErrorsFirst() {
        IssueLog.tell(List.of(warning(1), Issue.error(Issue.Place.ofFile("b.yaml"), "is none", "")));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).endsWith("b.yaml: is none").doesNotStartWith("WARN");
        assertThat(lines.get(1)).startsWith("WARN").endsWith("a.yaml: number 1");
    }

    @Test
    void tellsNoMoreThanSomebodyReads() {
        List<Issue> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(warning(i));
        }
        IssueLog.tell(many);

        assertThat(lines).hasSize(IssueLog.MOST + 1);
        assertThat(lines.get(IssueLog.MOST)).contains("9900 more").contains("entitlements lint");
    }

    private static Issue warning(int number) {
        return Issue.warning(Issue.Place.ofFile("a.yaml"), "number " + number, "");
    }
}
