package dev.entitlements.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineDoorTest {
    @Test
    void listsItsCommands() {
        Session session = Session.run("--help");

        assertThat(session.out())
                .startsWith("Usage: entitlements [-h] COMMAND\n")
                .contains("\n  serve ", "\n  dry-run ", "\n  explain ", "\n  lint ", "\n  compile ", "\n  version ");
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void showsTheListWhereNothingIsAsked() {
        assertThat(Session.run()).isEqualTo(Session.run("--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dry-run", "explain", "lint", "compile", "version"})
    void showsExamplesForEveryCommand(String command) {
        Session session = Session.run(command, "--help");

        assertThat(session.out()).startsWith("Usage: entitlements " + command).contains("\nExamples:\n");
        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void saysWhatAnUnknownCommandWasProbablyMeantToBe() {
        assertThat(Session.run("dryrun"))
                .isEqualTo(new Session(
                        ExitCode.BAD_INPUT, "", "error: unknown command `dryrun`\nhelp: did you mean `dry-run`?\n"));
    }

    @Test
    void saysWhatAnUnknownOptionWasProbablyMeantToBe() {
        assertThat(Session.run("lint", "--profile", "x"))
                .isEqualTo(new Session(
                        ExitCode.BAD_INPUT,
                        "",
                        "error: unknown option `--profile`\nhelp: did you mean `--profiles`?\n"));
    }

    @Test
    void saysWhatAnOptionMayBe() {
        assertThat(Session.run("compile", "--out", "x", "--format", "zip").err())
                .startsWith("error: invalid value for option `--format`: `zip` is no format; there are dir, linuxkit,"
                        + " cloud-init, network-policies, spo\n");
    }

    @Test
    void callsAFailureOfItsOwnByItsName() {
        Session session =
                Session.run(new FailingInput(), Map.of(), "dry-run", "--profiles", Session.RULEBOOK, "-f", "-");

        assertThat(session.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(session.err()).endsWith("""
                        error: `dry-run` failed: IllegalStateException: out of order
                        help: this is a fault of the program, not of what it read; please report it
                        """);
    }

    @Test
    void takesTheFoldersFromTheEnvironment() {
        Map<String, String> variables = Map.of("ENTITLEMENTS_PROFILES_DIR", Session.RULEBOOK);

        Session session = Session.run(InputStream.nullInputStream(), variables, "version");

        assertThat(session.out()).endsWith("rulebook sha256:REVISION\n");
    }

    @Test
    void takesPropertiesOverTheEnvironment() {
        Map<String, String> variables =
                Map.of("ENTITLEMENTS_PROFILES_DIR", "nowhere", "entitlements.profiles.dir", Session.RULEBOOK);

        assertThat(Session.run(InputStream.nullInputStream(), variables, "version")
                        .code())
                .isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void takesOptionsOverEverything() {
        Map<String, String> variables =
                Map.of("entitlements.profiles.dir", "nowhere", "entitlements.policies.dir", "nowhere");

        Session session = Session.run(
                InputStream.nullInputStream(),
                variables,
                "version",
                "--profiles",
                Session.RULEBOOK,
                "--policies",
                Session.RULEBOOK + "/policies");

        assertThat(session.code()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void saysWhichProgramAndRulebookItIs() {
        Session session = Session.run("version", "--profiles", Session.RULEBOOK);

        assertThat(session.out()).matches("kube-entitlements [0-9]+\\.[0-9]+\\.[0-9]+.*\nrulebook sha256:REVISION\n");
    }

    @Test
    void saysWhyThereIsNoRulebook() {
        Session session = Session.run("version", "--profiles", "nowhere");

        assertThat(session.out()).endsWith("rulebook none: it cannot be used\n");
        assertThat(session.err()).contains("nowhere/catalogue: error: the directory cannot be read\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "-", "--", "-f", "=", "@x", "\ud800", "--color=", "dry-run=1"})
    void answersAnyWordWithoutFailing(String word) {
        for (String command : List.of("dry-run", "explain", "lint", "compile", "version")) {
            assertThat(Session.run(command, word).code()).isNotEqualTo(ExitCode.FAILURE);
        }
    }

    private static final class FailingInput extends InputStream {
        @Override
        public int read() {
            return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("out of order\nand more");
        }
    }
}
