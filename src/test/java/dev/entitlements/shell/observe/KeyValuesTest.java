package dev.entitlements.shell.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How facts are written into a log line. */
class KeyValuesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web                  | decision name=web
            ''                   | decision name=""
            a b                  | decision name="a b"
            a=b                  | decision name="a=b"
            "quoted"             | decision name="\\"quoted\\""
            """)
    void quotesWhatIsMoreThanAWord(String value, String line) {
        assertThat(new KeyValues("decision").with("name", value).toString()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"'\n'", "'\r'", "'\u001b'", "'\u202e'", "'\u0000'"})
    void letsNoValueForgeALine(String character) {
        String line =
                new KeyValues("decision").with("name", "a" + character + "b").toString();

        assertThat(line).matches("decision name=\"a\\\\u[0-9a-f]{4}b\"");
    }

    @ParameterizedTest
    @CsvSource({"1024,1024", "1025,1024"})
    void cutsLongValues(int length, int kept) {
        String line = new KeyValues("decision").with("name", "x".repeat(length)).toString();

        assertThat(line.chars().filter(c -> c == 'x').count()).isEqualTo(kept);
    }
}
