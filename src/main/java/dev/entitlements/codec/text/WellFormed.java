package dev.entitlements.codec.text;

/**
 * Finds what looks like text and cannot be written as UTF-8 again.
 *
 * <p>JSON may spell half of a surrogate pair as an escape. Go replaces it, Java keeps it and then fails to write it, so
 * such a text is refused before it is read.
 */
final class WellFormed {
    /** The first byte of the three that encode a surrogate, and of other characters too. */
    private static final byte SURROGATE_LEAD = (byte) 0xED;

    private static final EitherByte SUSPECTS = new EitherByte((byte) '\\', SURROGATE_LEAD);

    private WellFormed() {}

    /** Whether the first bytes are not those of UTF-16 or UTF-32, which a JSON reader would otherwise detect. */
    static boolean isUtf8Start(byte[] text) {
        for (int i = 0; i < Math.min(4, text.length); i++) {
            int unsigned = text[i] & 0xFF;
            if (unsigned == 0 || unsigned >= 0xFE) {
                return false;
            }
        }
        return true;
    }

    /** Whether half of a surrogate pair is written, as an escape or as bytes. */
    static boolean hasLoneSurrogate(byte[] text) {
        int at = nextSuspect(text, 0);
        while (at < text.length) {
            int length = text[at] == '\\' ? escapeLength(text, at) : encodedLength(text, at);
            if (length == 0) {
                return true;
            }
            at = nextSuspect(text, at + length);
        }
        return false;
    }

    /** The next backslash or surrogate lead byte. */
    private static int nextSuspect(byte[] text, int from) {
        return SUSPECTS.find(text, from, text.length);
    }

    /** Bytes of the escape, both halves of a pair together; 0 for half of a pair. */
    private static int escapeLength(byte[] text, int at) {
        int unit = escapedUnit(text, at);
        if (unit < 0) {
            return 2;
        }
        if (!Character.isSurrogate((char) unit)) {
            return 6;
        }
        int next = escapedUnit(text, at + 6);
        boolean pair = next >= 0 && Character.isSurrogatePair((char) unit, (char) next);
        return pair ? 12 : 0;
    }

    /** The UTF-16 unit that a u-escape at this place spells, or -1 where there is none. */
    private static int escapedUnit(byte[] text, int at) {
        if (at + 6 > text.length || text[at] != '\\' || text[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    private static int encodedLength(byte[] text, int at) {
        boolean surrogate = at + 1 < text.length && (text[at + 1] & 0xFF) >= 0xA0;
        return surrogate ? 0 : 1;
    }
}
