package dev.entitlements.codec.review;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What the reviews of all pods of one template have in common, told from their bytes without reading them.
 *
 * <p>The API server asks about the pods that a controller makes in the same bytes, but for three things: the review's uid;
 * the second at which the controller set its fields, in {@code managedFields}; and five letters that the ServiceAccount
 * admission plugin makes up for the name of each pod's token volume, once in the volume and once in each container's mount
 * (seen on the API servers 1.34 and 1.37).
 *
 * <p>Only a body that begins as Kubernetes begins it has a likeness: what follows is then the uid of the request and of
 * nothing else, for its digits need no escape and a second key of that name is refused by whoever reads it. Wherever the
 * beginning of such a volume's name is written, it has to be a whole name with the same letters; and so that it is seen
 * wherever it is written, the body is of ASCII and spells no letter by its number, as Kubernetes does not.
 */
public final class Likeness {
    private static final String HEAD =
            "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"";
    private static final String ANSWER_HEAD =
            "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":{\"uid\":\"";
    private static final int UID_LENGTH = 36;

    /** What a byte becomes that is no ASCII. */
    private static final char NO_ASCII = '\uFFFD';

    private final byte[] body;
    private final Gaps gaps;
    private final int print;

    private Likeness(byte[] body, Gaps gaps) {
        this.body = body;
        this.gaps = gaps;
        CRC32C sum = new CRC32C();
        gaps.between(body, sum::update);
        this.print = (int) sum.getValue();
    }

    /** What tells a likeness from all others: SHA-256 of the bytes in common, of which it keeps none. */
    public record Mark(long first, long second, long third, long fourth) {}

    /** The likeness of a body, which nobody may change afterwards; empty where it has none. */
    public static Optional<Likeness> of(byte[] body) {
        String text = new String(body, StandardCharsets.US_ASCII);
        int end = HEAD.length() + UID_LENGTH;
        return text.indexOf(NO_ASCII) < 0
                        && text.startsWith(HEAD)
                        && text.length() > end
                        && text.charAt(end) == '"'
                        && isUuid(text)
                ? Gaps.of(text, end).map(gaps -> new Likeness(body, gaps))
                : Optional.empty();
    }

    private static boolean isUuid(String text) {
        for (int at = HEAD.length(); at < HEAD.length() + UID_LENGTH; at++) {
            char digit = text.charAt(at);
            if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') || digit == '-')) {
                return false;
            }
        }
        return true;
    }

    /** A number that bodies which are alike have in common, and others seldom; quickly had. */
    public int print() {
        return print;
    }

    /** What bodies which are alike have in common, and no others. */
    public Mark mark() {
        MessageDigest digest = sha256();
        // first, so that no body can make up for them
        digest.update(gaps.places());
        gaps.between(body, digest::update);
        ByteBuffer sum = ByteBuffer.wrap(digest.digest());
        return new Mark(sum.getLong(), sum.getLong(), sum.getLong(), sum.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The review's uid. */
    public String uid() {
        return new String(body, HEAD.length(), UID_LENGTH, StandardCharsets.US_ASCII);
    }

    /**
     * Whether the answer is one to all bodies that are alike: it has the uid where {@link #answer} puts another, it does not
     * tell the volume's name, and nothing that a decision depends on stands in a gap.
     */
    public boolean isAnswered(Review review, ReviewAnswer answer, byte[] written) {
        String text = new String(written, StandardCharsets.ISO_8859_1);
        return text.startsWith(ANSWER_HEAD + uid() + "\"")
                && !text.contains(Gaps.VOLUME)
                && !answer.patch().tree().toString().contains(Gaps.VOLUME)
                && gaps.meanNothing(review);
    }

    /** The answer that {@link ReviewWriter} wrote to a body that is alike, to this one. */
    public byte[] answer(byte[] written) {
        byte[] answer = Arrays.copyOf(written, written.length);
        System.arraycopy(body, HEAD.length(), answer, ANSWER_HEAD.length(), UID_LENGTH);
        return answer;
    }
}
