package dev.entitlements.codec.text;

import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.codec.text.YamlNode.Shape;
import dev.entitlements.codec.text.YamlNode.Style;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/** The types of YAML 1.2's core schema: only {@code true} and {@code false} are booleans, and 0644 is six hundred. */
final class CoreSchema {
    /** More digits than any number has that means something here. */
    static final int MAX_NUMBER_LENGTH = 100;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private CoreSchema() {}

    static Shape shapeOf(Scalar scalar) {
        if (scalar.style() == Style.QUOTED || scalar.text().length() > MAX_NUMBER_LENGTH) {
            return Shape.STRING;
        }
        String text = scalar.text();
        if (NULLS.contains(text)) {
            return Shape.NULL;
        }
        if (BOOLEANS.contains(text)) {
            return Shape.BOOLEAN;
        }
        if (INTEGER.matcher(text).matches()) {
            return Shape.INTEGER;
        }
        return FLOAT.matcher(text).matches() ? Shape.FLOAT : Shape.STRING;
    }

    static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }
}
