package dev.entitlements.codec.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    @Test
    void handsOnEachLineWithoutItsEnd() throws IOException {
        assertThat(lines("one\r\n\nthree\nfour")).containsExactly("one", "", "three", "four");
        assertThat(lines("")).isEmpty();
        assertThat(lines("one\n")).containsExactly("one");
    }

    @Test
    void keepsNoMoreOfALineThanFits() throws IOException {
        String longest = "x".repeat(LogLines.LONGEST);

        assertThat(lines(longest + "cut off\nnext")).containsExactly(longest, "next");
    }

    private static List<String> lines(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        LogLines.each(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lines::add);
        return lines;
    }
}
