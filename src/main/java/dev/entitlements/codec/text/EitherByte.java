package dev.entitlements.codec.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for one of two bytes, eight at a time: most of a review is text in which neither stands.
 *
 * @param one the one
 * @param other the other
 */
record EitherByte(byte one, byte other) {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** The first place from this one on, before the end, where either stands; no less than the end where none does. */
    int find(byte[] text, int from, int end) {
        long ones = (one & 0xFF) * LOW_BITS;
        long others = (other & 0xFF) * LOW_BITS;
        int at = from;
        while (at <= end - Long.BYTES) {
            long word = (long) WORDS.get(text, at);
            long found = zeros(word ^ ones) | zeros(word ^ others);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < end && text[at] != one && text[at] != other) {
            at++;
        }
        return at;
    }

    /** The high bit of each byte that is zero; bytes above one that is may have it too, and nobody looks at those. */
    private static long zeros(long word) {
        return (word - LOW_BITS) & ~word & HIGH_BITS;
    }
}
