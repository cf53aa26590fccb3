package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LintCommandTest {
    private static final String BROKEN = "src/test/resources/cli/broken";

    @Test
    void printsEveryProblemAsItsAnswer() {
        assertThat(Session.run("lint", BROKEN))
                .isEqualTo(new Session(ExitCode.BAD_INPUT, """
                        src/test/resources/cli/broken/policies/everyone.yaml:7:3: error: unknown field `alow` in `spec`
                              alow: [network.user]
                              ^
                            help: did you mean `allow`?
                        """, "1 error, 0 warnings\n"));
    }

    @Test
    void takesWarningsForClean() {
        Session session = Session.run("lint", Session.RULEBOOK);

        assertThat(session.err()).isEqualTo("0 errors, 1 warning\n");
        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void saysNothingOfWhatFollowsFromAMissingFolder() {
        assertThat(Session.run("lint", Session.RULEBOOK, "--policies", "nowhere"))
                .isEqualTo(new Session(ExitCode.BAD_INPUT, """
                        nowhere: error: the directory cannot be read
                            help: create it, or point `--profiles` and `--policies` elsewhere
                        """, "1 error, 0 warnings\n"));
        assertThat(Session.run("lint", "nowhere", "--policies", Session.RULEBOOK + "/policies")
                        .out())
                .isEqualTo("""
                        nowhere/catalogue: error: the directory cannot be read
                            help: create it, or point `--profiles` and `--policies` elsewhere
                        """);
        assertThat(Session.run("lint", "nowhere").err()).isEqualTo("2 errors, 0 warnings\n");
    }

    @Test
    void answersScripts() {
        assertThat(Session.run("lint", BROKEN, "-o", "json").out()).isEqualTo("""
                        {
                          "errors": 1,
                          "warnings": 0,
                          "issues": [
                            {
                              "file": "src/test/resources/cli/broken/policies/everyone.yaml",
                              "line": 7,
                              "column": 3,
                              "severity": "error",
                              "message": "unknown field `alow` in `spec`",
                              "help": "did you mean `allow`?"
                            }
                          ]
                        }
                        """);
    }
}
