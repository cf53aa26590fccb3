package dev.entitlements.codec.record;

import java.util.ArrayList;
import java.util.List;

/** The arguments of a call as strace prints them. */
final class Arguments {
    private Arguments() {}

    /** The arguments one by one; commas in strings, structures and lists do not separate them. */
    static List<String> split(String text) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            if (one == '"') {
                at = endOfString(text, at);
            } else if (one == '(' || one == '[' || one == '{') {
                depth++;
            } else if (one == ')' || one == ']' || one == '}') {
                depth--;
            } else if (one == ',' && depth == 0) {
                arguments.add(text.substring(start, at).strip());
                start = at + 1;
            }
        }
        String last = text.substring(start).strip();
        if (!last.isEmpty() || !arguments.isEmpty()) {
            arguments.add(last);
        }
        return arguments;
    }

    /** The value behind {@code name=}, up to the next comma or bracket; empty where there is none. */
    static String named(String text, String name) {
        int at = text.indexOf(name + "=");
        boolean isWord = at == 0 || (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '{'));
        if (!isWord) {
            return "";
        }
        int from = at + name.length() + 1;
        int to = from;
        while (to < text.length() && ",})".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(from, to).strip();
    }

    /** Where a string that starts here ends; strace escapes quotes in it. */
    private static int endOfString(String text, int start) {
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at;
            }
        }
        return text.length();
    }
}
