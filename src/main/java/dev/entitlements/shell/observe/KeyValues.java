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
        if (!shown.isEmpty() && !cut && shown.chars().allMatch(KeyValues::isPlain)) {
            line.append(shown);
            return this;
        }
        line.append('"');
        shown.chars().forEach(this::quoted);
        line.append(cut ? "..\"" : "\"");
        return this;
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '=';
    }

    private void quoted(int c) {
        if (c == '"' || c == '\\') {
            line.append('\\').append((char) c);
        } else if (c < ' ' || c >= 0x7f) {
            // anything a terminal could take for a command, and anything that looks like something else
            line.append(String.format("\\u%04x", c));
        } else {
            line.append((char) c);
        }
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
