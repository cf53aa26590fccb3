package dev.entitlements.codec.profile;

import java.util.List;
import java.util.regex.Pattern;

/** AppArmor's file rules, as far as the shipped ones use them, understood by a second implementation. */
final class FilePattern {
    private FilePattern() {}

    /** Whether a file rule among these lets the access through. */
    static boolean allows(List<String> rules, String path, char access) {
        return rules.stream().filter(rule -> rule.startsWith("/")).anyMatch(rule -> {
            int space = rule.lastIndexOf(' ');
            return rule.indexOf(access, space) > 0 && Pattern.matches(regex(rule.substring(0, space)), path);
        });
    }

    /** Two stars cross slashes, one does not, braces are alternatives; a star after a slash needs a character. */
    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char current = glob.charAt(at);
            boolean two = glob.startsWith("**", at);
            String least = at > 0 && glob.charAt(at - 1) == '/' ? "+" : "*";
            switch (current) {
                case '*' -> regex.append(two ? "." : "[^/]").append(least);
                case '{' -> regex.append("(?:");
                case '}' -> regex.append(')');
                case ',' -> regex.append('|');
                case '.' -> regex.append("\\.");
                default -> regex.append(current);
            }
            at += two ? 2 : 1;
        }
        return regex.toString();
    }
}
