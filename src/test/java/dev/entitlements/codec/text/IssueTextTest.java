package dev.entitlements.codec.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IssueTextTest {
    @Test
    void cutsLongLinesAroundTheCaret() {
        String source = "a".repeat(500) + "X" + "b".repeat(500);
        Issue issue = Issue.error(new Issue.Place("f", 1, 501, source), "wrong", "");

        List<String> lines = IssueText.plain(issue).lines().toList();

        assertThat(lines.get(1)).isEqualTo("    ..." + "a".repeat(80) + "X" + "b".repeat(79) + "...");
        assertThat(lines.get(2).indexOf('^')).isEqualTo(lines.get(1).indexOf('X'));
    }

    @Test
    void keepsTabsSoThatTheCaretStaysBelow() {
        Issue issue = Issue.warning(new Issue.Place("f", 2, 3, "\t\tx"), "odd", "mend it");

        assertThat(IssueText.plain(issue)).isEqualTo("f:2:3: warning: odd\n    \t\tx\n    \t\t^\n    help: mend it\n");
    }

    @Test
    void coloursOnlyWhenAsked() {
        Issue issue = Issue.error(Issue.Place.ofFile("f"), "wrong", "");

        assertThat(IssueText.coloured(issue)).isEqualTo("\u001b[1mf: \u001b[0m\u001b[1;31merror:\u001b[0m wrong\n");
        assertThat(IssueText.plain(issue)).isEqualTo("f: error: wrong\n");
    }
}
