package dev.entitlements.truth.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters are evaluated as the kernel does. */
class FilterTest {
    /** Kill unless the architecture is amd64; then allow call 1 with the lower half of argument 0 above 5, else EPERM. */
    private static final String LITTLE = """
            20000000 04000000 15000100 3e0000c0 06000000 00000000
            20000000 00000000 15000002 01000000
            20000000 10000000 25000100 05000000
            06000000 01000500 06000000 0000ff7f""".replaceAll("\\s", "");

    @ParameterizedTest
    @CsvSource({
        "AMD64, 1, 6, ALLOWED",
        "AMD64, 1, 5, EPERM",
        "AMD64, 1, -1, ALLOWED",
        "AMD64, 2, 6, EPERM",
        "I386, 1, 6, KILLED",
        "X32, 1, 6, EPERM"
    })
    void followsJumpsLoadsAndReturns(Abi abi, long number, long argument, Verdict expected) {
        Call call = new Call(abi, number, Collections.nCopies(6, 0L)).with(0, argument);

        assertThat(Filter.of(LITTLE, Abi.AMD64).verdict(call)).isEqualTo(expected);
    }

    @Test
    void readsTheOtherByteOrder() {
        // missing when the upper half of argument 0, which comes first, is 7, else allowed
        String big = "0020000000000010 0015000100000007 000600000005 0026 000600007fff0000".replace(" ", "");
        Call call = new Call(Abi.S390X, 1, Collections.nCopies(6, 0L));

        assertThat(Filter.of(big, Abi.S390X).verdict(call.with(0, 7L << 32))).isEqualTo(Verdict.ENOSYS);
        assertThat(Filter.of(big, Abi.S390X).verdict(call.with(0, 8L << 32))).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void refusesInstructionsAndAnswersThatItDoesNotKnow() {
        Call call = new Call(Abi.AMD64, 1, Collections.nCopies(6, 0L));

        assertThatThrownBy(() -> Filter.of("3000000000000000", Abi.AMD64).verdict(call))
                .hasMessage("an instruction unknown here: 30");
        assertThatThrownBy(() -> Filter.of("060000000000fc7f", Abi.AMD64).verdict(call))
                .hasMessage("no profile of ours answers 7ffc0000");
        assertThatThrownBy(() -> Filter.of("2000000000000000", Abi.AMD64).verdict(call))
                .hasMessage("the filter ends without an answer");
    }
}
