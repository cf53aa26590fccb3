package dev.entitlements.codec.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record of the kernel's audit: as auditd, the kernel log or {@code ausearch -i} show it.
 *
 * @param kind which record it is
 * @param fields its fields, in their order
 */
record AuditLine(Kind kind, List<Field> fields) {
    /** The records there are. */
    enum Kind {
        /** A seccomp filter's action: number and architecture of the call, no arguments. */
        SECCOMP,
        /** A call that a rule of auditctl names: with arguments. */
        SYSCALL,
        /** Anything else, such as the parts of a record that follow these. */
        OTHER
    }

    /**
     * A field of a record.
     *
     * @param key its name
     * @param raw its value as written
     * @param column where that is, from 1
     */
    record Field(String key, String raw, int column) {
        boolean isQuoted() {
            return raw.length() > 1 && raw.startsWith("\"") && raw.endsWith("\"");
        }

        /** The value without quotes. */
        String value() {
            return isQuoted() ? raw.substring(1, raw.length() - 1) : raw;
        }
    }

    private static final Pattern TYPE = Pattern.compile("(?:^|[ :])type=([A-Z0-9_]{1,40}) ");
    private static final Pattern FIELD = Pattern.compile("(?:^|[ \u001d])([a-z0-9_]{1,20})=(\"[^\"]*\"|[^ \u001d]*)");
    private static final Pattern HEX = Pattern.compile("[0-9A-F]+");
    private static final Set<String> SECCOMP = Set.of("SECCOMP", "1326");
    private static final Set<String> SYSCALL = Set.of("SYSCALL", "1300");

    /** The record, or nothing where the line is none. */
    static Optional<AuditLine> read(String line) {
        Matcher type = TYPE.matcher(line);
        if (!type.find() || !line.contains("audit(")) {
            return line.equals("----") || line.startsWith("time->")
                    ? Optional.of(new AuditLine(Kind.OTHER, List.of()))
                    : Optional.empty();
        }
        Kind kind = SECCOMP.contains(type.group(1))
                ? Kind.SECCOMP
                : SYSCALL.contains(type.group(1)) ? Kind.SYSCALL : Kind.OTHER;
        List<Field> fields = new ArrayList<>();
        Matcher found = FIELD.matcher(line);
        for (int at = type.end() - 1; kind != Kind.OTHER && found.find(at); at = found.end()) {
            fields.add(new Field(found.group(1), found.group(2), found.start(2) + 1));
        }
        return Optional.of(new AuditLine(kind, List.copyOf(fields)));
    }

    /**
     * A field that the kernel wrote. Programs choose their own names, and {@code ausearch -i} shows those unquoted, so a
     * name can look like fields; of equal keys the one counts that lies on the kernel's side of the names.
     */
    Optional<Field> field(String key) {
        List<Field> having =
                fields.stream().filter(field -> field.key().equals(key)).toList();
        if (having.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(having.get(kind == Kind.SECCOMP ? having.size() - 1 : 0));
    }

    /** The name of the program, which the kernel writes in hexadecimal digits where it holds a blank or a quote. */
    String program() {
        return fields.stream()
                .filter(field -> field.key().equals("comm"))
                .findFirst()
                .map(field -> isHex(field) ? unhexed(field.raw()) : field.value())
                .orElse("");
    }

    private static boolean isHex(Field field) {
        return !field.raw().isEmpty()
                && field.raw().length() % 2 == 0
                && HEX.matcher(field.raw()).matches();
    }

    private static String unhexed(String digits) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < digits.length(); at += 2) {
            text.append((char) Integer.parseInt(digits, at, at + 2, 16));
        }
        return text.toString();
    }
}
