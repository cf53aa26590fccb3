package dev.entitlements.shell.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which command lines need no parser. */
class ServeCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "--policies a", "--profiles a --policies b"})
    void knowsItsOwnOptions(String line) {
        assertThat(ServeCommand.plain(words(line), () -> {})).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--policies", "--policies --help", "--policies=a", "a", "--profiles a b"})
    void leavesTheRestToTheParser(String line) {
        assertThat(ServeCommand.plain(words(line), () -> {})).isEmpty();
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    }
}
