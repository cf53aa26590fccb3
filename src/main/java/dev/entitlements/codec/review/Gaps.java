package dev.entitlements.codec.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Where reviews of pods of one template may differ, behind the uid: the token volume's name, and seconds that no rule reads. */
final class Gaps {
    /** How the ServiceAccount admission plugin begins the name. */
    static final String VOLUME = "kube-api-access-";

    private static final String NAME = "{\"name\":\"";
    private static final int LETTERS = 5;
    private static final String TIME = "\"time\":\"";
    private static final String SECOND = "dddd-dd-ddTdd:dd:ddZ";
    private static final String ESCAPE = "\\u00";
    private static final int MOST = 64;

    private final String text;
    private final int start;
    private final int[] from = new int[MOST];
    private final int[] to = new int[MOST];
    private int count;
    private int names;
    private int firstName;

    private Gaps(String text, int start) {
        this.text = text;
        this.start = start;
    }

    /** Takes a part of the body. */
    interface Part {
        void take(byte[] body, int offset, int length);
    }

    /** The gaps of a body of ASCII, behind the place given; empty where it has to be taken as it is. */
    static Optional<Gaps> of(String text, int start) {
        Gaps gaps = new Gaps(text, start);
        return gaps.find() ? Optional.of(gaps) : Optional.empty();
    }

    private boolean find() {
        if (spellsLetters()) {
            return false;
        }
        int name = text.indexOf(VOLUME, start);
        int time = text.indexOf(TIME, start);
        while (name >= 0 || time >= 0) {
            if (count == MOST) {
                return false;
            }
            if (time < 0 || (name >= 0 && name < time)) {
                if (!isName(name)) {
                    return false;
                }
                name = text.indexOf(VOLUME, name + 1);
            } else {
                seeTime(time + TIME.length());
                time = text.indexOf(TIME, time + 1);
            }
        }
        return true;
    }

    /** Whether a letter or dash is spelled by its number: then a name may be told that is not to be seen. */
    private boolean spellsLetters() {
        for (int at = text.indexOf(ESCAPE); at >= 0; at = text.indexOf(ESCAPE, at + 1)) {
            int code = at + ESCAPE.length();
            if (text.startsWith("6", code)
                    || text.startsWith("7", code)
                    || text.regionMatches(true, code, "2d", 0, 2)) {
                return true;
            }
        }
        return false;
    }

    private boolean isName(int at) {
        int letters = at + VOLUME.length();
        boolean isName = text.startsWith(NAME, at - NAME.length())
                && isForm("lllll\"", text, letters)
                && (names == 0 || text.regionMatches(firstName, text, letters, LETTERS));
        if (isName) {
            firstName = letters;
            names++;
            add(letters, LETTERS);
        }
        return isName;
    }

    private void seeTime(int at) {
        if (isForm(SECOND + "\"", text, at)) {
            add(at, SECOND.length());
        }
    }

    private void add(int at, int length) {
        from[count] = at;
        to[count] = at + length;
        count++;
    }

    /** Whether the text has this form there: {@code d} a digit, {@code l} a digit or small letter, all else itself. */
    private static boolean isForm(String form, String text, int at) {
        if (at + form.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(at + i);
            boolean isDigit = c >= '0' && c <= '9';
            boolean fits =
                    switch (form.charAt(i)) {
                        case 'd' -> isDigit;
                        case 'l' -> isDigit || (c >= 'a' && c <= 'z');
                        default -> c == form.charAt(i);
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Hands on all that lies between the gaps. */
    void between(byte[] body, Part part) {
        int at = start;
        for (int gap = 0; gap < count; gap++) {
            part.take(body, at, from[gap] - at);
            at = to[gap];
        }
        part.take(body, at, body.length - at);
    }

    /** How many there are, where they are, and how long the body is, as bytes. */
    byte[] places() {
        ByteBuffer places = ByteBuffer.allocate((2 * count + 2) * Integer.BYTES)
                .putInt(count)
                .putInt(text.length());
        for (int gap = 0; gap < count; gap++) {
            places.putInt(from[gap]).putInt(to[gap]);
        }
        return places.array();
    }

    /**
     * Whether a decision about the review is the same whatever stands in the gaps: the name is that of one volume and of
     * mounts of it and appears nowhere else, so that it only says which volume a mount means; and the seconds stand where
     * nobody reads.
     */
    boolean meanNothing(Review review) {
        JsonNode spec = review.object().path("spec");
        int volumes = named(spec.path("volumes"));
        int all = volumes;
        for (String list : new String[] {"containers", "initContainers", "ephemeralContainers"}) {
            for (JsonNode container : spec.path(list)) {
                all += named(container.path("volumeMounts"));
            }
        }
        return all == names
                && volumes == Math.min(1, all)
                && !tellsSecond(review.object())
                && !tellsSecond(review.oldObject());
    }

    /** How many of these have such a name. */
    private static int named(JsonNode items) {
        int named = 0;
        for (JsonNode item : items) {
            if (item.path("name").asText().startsWith(VOLUME)) {
                named++;
            }
        }
        return named;
    }

    // INVARIANT (bounded recursion): the parser refuses to go deeper than its limit of nesting
    private static boolean tellsSecond(JsonNode tree) {
        if (tree.isTextual()) {
            String text = tree.textValue();
            return text.length() == SECOND.length() && isForm(SECOND, text, 0);
        }
        for (JsonNode below : tree) {
            if (tellsSecond(below)) {
                return true;
            }
        }
        return false;
    }
}
