package dev.entitlements.codec.patch;

/** Spells keys as RFC 6901 pointers do. */
final class Pointer {
    private Pointer() {}

    /** The key as one segment of a pointer. */
    static String escape(String key) {
        if (key.indexOf('~') < 0 && key.indexOf('/') < 0) {
            return key;
        }
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** The key that a segment of a pointer spells. */
    static String unescape(String segment) {
        return segment.indexOf('~') < 0 ? segment : segment.replace("~1", "/").replace("~0", "~");
    }
}
