package dev.entitlements.core.rulebook;

/**
 * A pattern in which {@code *} stands for any run of characters but {@code /}.
 *
 * <p>Matching takes time linear in text times pattern at worst, without recursion: it backtracks to the last star only.
 *
 * @param pattern the text of the pattern
 */
public record Glob(String pattern) {
    /** Whether the whole text is matched. */
    public boolean matches(String text) {
        int at = 0;
        int of = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (of < pattern.length() && pattern.charAt(of) == '*') {
                star = of++;
                resume = at;
            } else if (of < pattern.length() && pattern.charAt(of) == text.charAt(at)) {
                of++;
                at++;
            } else if (star >= 0 && text.charAt(resume) != '/') {
                of = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (of < pattern.length() && pattern.charAt(of) == '*') {
            of++;
        }
        return of == pattern.length();
    }

    /** What every text that is matched starts with: all before the first star. */
    String start() {
        return isLiteral() ? pattern : pattern.substring(0, pattern.indexOf('*'));
    }

    /** What every text that is matched ends with: all behind the last star. */
    String end() {
        return pattern.substring(pattern.lastIndexOf('*') + 1);
    }

    /** Whether the pattern matches one text only. */
    public boolean isLiteral() {
        return pattern.indexOf('*') < 0;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
