package dev.entitlements.codec.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What the reviews of all pods of one template have in common, told from their bytes without reading them.
 *
 * <p>The API server asks about the pods that a controller makes in the same bytes, but for the review's uid and for five
 * letters that its ServiceAccount admission plugin makes up for the name of each pod's token volume: once in the volume's
 * name and once in that of each container's mount ({@code plugin/pkg/admission/serviceaccount} of Kubernetes, and seen on
 * its API servers 1.34 and 1.37).
 *
 * <p>Only a body that begins as Kubernetes begins it has a likeness: what follows is then the uid of the request and of
 * nothing else, for its digits need no escape and a second key of that name is refused by whoever reads it. And every text
 * that begins as such a volume's name has to be the name of something, with the same letters.
 */
public final class Likeness {
    private static final String HEAD =
            "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":{\"uid\":\"";
    private static final String ANSWER_HEAD =
            "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":{\"uid\":\"";
    private static final int UID_LENGTH = 36;

    private static final String VOLUME = "kube-api-access-";
    private static final String KEY = "{\"name\":\"";
    private static final int LETTERS = 5;
    private static final int MOST_NAMES = 64;

    private final byte[] body;

    /** Where the letters of each name begin. */
    private final int[] names;

    private final int print;

    private Likeness(byte[] body, int[] names) {
        this.body = body;
        this.names = names;
        this.print = sum(body, names);
    }

    /** The likeness of a body, which it keeps and nobody may change; empty where it has none. */
    public static Optional<Likeness> of(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int end = HEAD.length() + UID_LENGTH;
        if (!text.startsWith(HEAD) || text.length() <= end || text.charAt(end) != '"' || !isUuid(text)) {
            return Optional.empty();
        }
        int[] names = new int[MOST_NAMES];
        int count = 0;
        for (int at = text.indexOf(VOLUME, end); at >= 0; at = text.indexOf(VOLUME, at + 1)) {
            int letters = at + VOLUME.length();
            boolean isName = count < MOST_NAMES
                    && text.startsWith(KEY, at - KEY.length())
                    && isMadeUp(text, letters)
                    && (count == 0 || text.regionMatches(names[0], text, letters, LETTERS));
            if (!isName) {
                return Optional.empty();
            }
            names[count++] = letters;
        }
        return Optional.of(new Likeness(body, Arrays.copyOf(names, count)));
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

    /** Whether there are so many letters and digits, and then the end of the name. */
    private static boolean isMadeUp(String text, int from) {
        int end = from + LETTERS;
        if (text.length() <= end || text.charAt(end) != '"') {
            return false;
        }
        for (int at = from; at < end; at++) {
            char letter = text.charAt(at);
            if (!((letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z'))) {
                return false;
            }
        }
        return true;
    }

    private static int sum(byte[] body, int[] names) {
        CRC32C sum = new CRC32C();
        int from = HEAD.length() + UID_LENGTH;
        for (int name : names) {
            sum.update(body, from, name - from);
            from = name + LETTERS;
        }
        sum.update(body, from, body.length - from);
        return (int) sum.getValue();
    }

    /** A number that bodies which are alike have in common, and others seldom. */
    public int print() {
        return print;
    }

    /** Bytes of the body. */
    public int size() {
        return body.length;
    }

    /** The review's uid. */
    public String uid() {
        return new String(body, HEAD.length(), UID_LENGTH, StandardCharsets.US_ASCII);
    }

    /** Whether the other body is the same, byte for byte, but for its uid and the letters of its volume's name. */
    public boolean isAlike(Likeness other) {
        if (body.length != other.body.length || !Arrays.equals(names, other.names)) {
            return false;
        }
        int from = HEAD.length() + UID_LENGTH;
        for (int name : names) {
            if (!Arrays.equals(body, from, name, other.body, from, name)) {
                return false;
            }
            from = name + LETTERS;
        }
        return Arrays.equals(body, from, body.length, other.body, from, body.length);
    }

    /**
     * Whether the answer is one to all bodies that are alike: it has the uid where {@link #answer} puts another, it does not
     * tell the volume's name, and in the pod that name is the name of one volume and of mounts of it, and of nothing else.
     * Such a name says which volume a mount means, and nothing more.
     */
    public boolean isAnswered(Review review, ReviewAnswer answer, byte[] written) {
        String text = new String(written, StandardCharsets.ISO_8859_1);
        return text.startsWith(ANSWER_HEAD + uid() + "\"")
                && !text.contains(VOLUME)
                && !answer.patch().tree().toString().contains(VOLUME)
                && isOneVolume(review.object().path("spec"));
    }

    private boolean isOneVolume(JsonNode spec) {
        int volumes = count(spec.path("volumes"));
        int all = volumes;
        for (String list : new String[] {"containers", "initContainers", "ephemeralContainers"}) {
            for (JsonNode container : spec.path(list)) {
                all += count(container.path("volumeMounts"));
            }
        }
        return all == names.length && volumes == Math.min(1, all);
    }

    /** How many have such a name, be it spelled with escapes, which are no names here. */
    private static int count(JsonNode named) {
        int count = 0;
        for (JsonNode item : named) {
            if (item.path("name").asText().startsWith(VOLUME)) {
                count++;
            }
        }
        return count;
    }

    /** The answer that {@link ReviewWriter} wrote to a body that is alike, to this one. */
    public byte[] answer(byte[] written) {
        byte[] answer = written.clone();
        System.arraycopy(body, HEAD.length(), answer, ANSWER_HEAD.length(), UID_LENGTH);
        return answer;
    }
}
