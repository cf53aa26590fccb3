package dev.entitlements.shell.cert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * One value in DER, as far as certificates and keys need it: a tag and its content.
 *
 * @param tag what sort of value it is
 * @param content the content, which for some tags is again DER
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record Der(int tag, byte[] content) {
    static final int SEQUENCE = 0x30;
    static final int OCTETS = 0x04;

    private static final int SHORT = 0x80;
    private static final int BYTE = 0xff;
    private static final int TIMES_END = 2050;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LATE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /** The bytes of a value with this tag, whose content is these parts. */
    static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        if (content.size() < SHORT) {
            whole.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int zeros = length[0] == 0 ? 1 : 0;
            whole.write(SHORT | (length.length - zeros));
            whole.write(length, zeros, length.length - zeros);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return of(SEQUENCE, parts);
    }

    static byte[] octets(byte[]... parts) {
        return of(OCTETS, parts);
    }

    static byte[] integer(BigInteger value) {
        return of(0x02, value.toByteArray());
    }

    static byte[] integer(int value) {
        return integer(BigInteger.valueOf(value));
    }

    static byte[] yes() {
        return of(0x01, new byte[] {(byte) BYTE});
    }

    static byte[] nothing() {
        return of(0x05);
    }

    /** A string of bits that ends so many bits before its last byte does. */
    static byte[] bits(int unused, byte[] bytes) {
        return of(0x03, new byte[] {(byte) unused}, bytes);
    }

    /** A moment, as certificates have it: with two digits of the year for as long as that is clear. */
    static byte[] time(Instant moment) {
        boolean late = moment.atOffset(ZoneOffset.UTC).getYear() >= TIMES_END;
        return of(late ? 0x18 : 0x17, (late ? LATE_TIME : TIME).format(moment).getBytes(UTF_8));
    }

    /** An object identifier in its dotted form. */
    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int at = 2; at < arcs.length; at++) {
            int arc = Integer.parseInt(arcs[at]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >>> shift != 0) {
                    content.write(((arc >>> shift) & 0x7f) | SHORT);
                }
            }
            content.write(arc & 0x7f);
        }
        return of(0x06, content.toByteArray());
    }

    /** The values that these bytes are, one after the other. */
    static List<Der> read(byte[] bytes) throws IOException {
        List<Der> values = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int tag = bytes[at++] & BYTE;
            int length = at < bytes.length ? bytes[at++] & BYTE : BYTE;
            if (length > SHORT) {
                int size = length & ~SHORT;
                length = 0;
                for (int digit = 0; digit < size && at < bytes.length && length <= bytes.length; digit++) {
                    length = (length << 8) | (bytes[at++] & BYTE);
                }
            }
            if (length > bytes.length - at) {
                throw new IOException("a value ends before its end");
            }
            byte[] content = new byte[length];
            System.arraycopy(bytes, at, content, 0, length);
            values.add(new Der(tag, content));
            at += length;
        }
        return values;
    }
}
