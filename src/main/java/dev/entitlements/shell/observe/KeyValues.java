package dev.entitlements.shell.observe;

/** A log line of one message and {@code key=value} facts, in which no value can pass for another line or fact. */
final class KeyValues {
    private static final int MAX_VALUE = 1024;

    private final StringBuilder line;

    KeyValues(String message) {
        this.line = new StringBuilder(256).append(message);
    }

    /** Adds a fact; a value that is more than a plain word is quoted. */
    KeyValues with(String key, String value) {
        line.append(' ').append(key).append('=');
        boolean cut = value.length() > MAX_VALUE;
        String shown = cut ? value.substring(0, MAX_VALUE) : value;
        if (!cut && isPlain(shown)) {
            line.append(shown);
            return this;
        }
        line.append('"');
        for (int i = 0; i < shown.length(); i++) {
            quoted(shown.charAt(i));
        }
        line.append(cut ? "..\"" : "\"");
        return this;
    }

    /** Plain loops: this is done a dozen times for each decision. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '=';
    }

    private void quoted(char c) {
        if (c == '"' || c == '\\') {
            line.append('\\').append(c);
        } else if (c < ' ' || c >= 0x7f) {
            // anything a terminal could take for a command, and anything that looks like something else
            line.append(String.format("\\u%04x", (int) c));
        } else {
            line.append(c);
        }
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
