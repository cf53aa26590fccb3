package dev.entitlements.codec.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time find what one byte at a time finds. */
class EitherByteTest {
    private static final byte[] BYTES = {
        'a', '"', '\\', '!', '#', '[', ']', 0, 1, -1, (byte) 0x80, (byte) 0xA2, (byte) 0xED
    };

    @Test
    void findsTheFirstOfEither() {
        Random random = new Random(20261130);
        int found = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[random.nextInt(40)];
            for (int i = 0; i < text.length; i++) {
                text[i] = random.nextInt(12) == 0 ? BYTES[random.nextInt(BYTES.length)] : (byte) 'x';
            }
            EitherByte either =
                    new EitherByte(BYTES[random.nextInt(BYTES.length)], BYTES[random.nextInt(BYTES.length)]);
            int end = random.nextInt(text.length + 1);
            int from = random.nextInt(end + 1);

            int place = either.find(text, from, end);

            assertThat(place).isEqualTo(slowly(either, text, from, end));
            found += place < end ? 1 : 0;
        }
        assertThat(found).isBetween(1_000, 19_000);
    }

    @Test
    void findsNothingBeyondTheEnd() {
        assertThat(new EitherByte((byte) '"', (byte) '\\').find(new byte[] {'"', '"', '"'}, 5, 3))
                .isEqualTo(5);
    }

    private static int slowly(EitherByte either, byte[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] != either.one() && text[at] != either.other()) {
            at++;
        }
        return at;
    }
}
