package dev.entitlements.codec.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.entitlements.codec.text.YamlNode.Scalar;
import dev.entitlements.codec.text.YamlNode.Style;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar means in a manifest: the rules of the YAML library inside {@code kubectl}.
 *
 * <ul>
 *   <li>{@code y yes on true n no off false}, in lower, upper or title case, are booleans
 *   <li>{@code 0644}, {@code 0o644}, {@code 0x1f}, {@code 0b11} and {@code 1_000} are integers; {@code 0899} is 899
 *   <li>a number with fraction or exponent that is whole is an integer ({@code 1e3} is 1000); beyond the range of a
 *       double it is a string
 *   <li>dates are strings
 *   <li>{@code .inf} and {@code .nan} are refused, as JSON cannot say them
 * </ul>
 *
 * <p>Unlike there, an integer of more than 64 bits and a fraction keep all their digits.
 */
final class ManifestScalars {
    private static final String CORE = "tag:yaml.org,2002:";
    private static final Set<String> TAGS =
            Set.of("!", CORE + "str", CORE + "bool", CORE + "int", CORE + "float", CORE + "null", CORE + "timestamp");
    private static final Pattern TRUE = Pattern.compile("y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("n|N|no|No|NO|false|False|FALSE|off|Off|OFF");
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern INTEGER =
            Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Map<String, Integer> RADIX = Map.of("0x", 16, "0o", 8, "0b", 2);
    private static final BigDecimal WHOLE_LIMIT = BigDecimal.TEN.pow(21);

    private ManifestScalars() {}

    static boolean knowsTag(String tag) {
        return TAGS.contains(tag);
    }

    /** The JSON value; empty where JSON, or the explicit tag, has none for it. */
    static Optional<JsonNode> value(Scalar scalar) {
        // the composer has refused unknown tags before
        boolean isText = !scalar.tag().startsWith(CORE)
                ? !scalar.tag().isEmpty()
                : scalar.tag().equals(CORE + "str");
        if (isText || (scalar.style() == Style.QUOTED && scalar.tag().isEmpty())) {
            return Optional.of(TextNode.valueOf(scalar.text()));
        }
        Optional<JsonNode> value = plain(scalar.text());
        return scalar.tag().isEmpty() ? value : value.filter(node -> fits(node, scalar.tag()));
    }

    private static boolean fits(JsonNode node, String tag) {
        return switch (tag.substring(CORE.length())) {
            case "bool" -> node.isBoolean();
            case "int" -> node.isIntegralNumber();
            case "float" -> node.isNumber();
            case "null" -> node.isNull();
            default -> node.isTextual();
        };
    }

    private static Optional<JsonNode> plain(String text) {
        if (text.length() > CoreSchema.MAX_NUMBER_LENGTH) {
            return isNumberTooLong(text) ? Optional.empty() : Optional.of(TextNode.valueOf(text));
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return Optional.of(BooleanNode.valueOf(TRUE.matcher(text).matches()));
        }
        if (NULL.matcher(text).matches()) {
            return Optional.of(NullNode.getInstance());
        }
        return NO_NUMBER.matcher(text).matches() ? Optional.empty() : Optional.of(number(text));
    }

    private static boolean isNumberTooLong(String text) {
        String digits = text.replace("_", "");
        return INTEGER.matcher(digits).matches() || FLOAT.matcher(digits).matches();
    }

    private static JsonNode number(String text) {
        // digits may be grouped, but not where the text begins with a point
        String digits = text.startsWith(".") || text.startsWith("_") ? text : text.replace("_", "");
        if (INTEGER.matcher(digits).matches()) {
            return whole(integer(digits));
        }
        if (!FLOAT.matcher(digits).matches() || Double.isInfinite(Double.parseDouble(digits))) {
            return TextNode.valueOf(text);
        }
        BigDecimal value = new BigDecimal(digits);
        boolean isWhole = value.abs().compareTo(WHOLE_LIMIT) < 0
                && value.stripTrailingZeros().scale() <= 0;
        return isWhole ? whole(value.toBigIntegerExact()) : DecimalNode.valueOf(value);
    }

    private static BigInteger integer(String digits) {
        boolean signed = digits.startsWith("-") || digits.startsWith("+");
        String magnitude = signed ? digits.substring(1) : digits;
        String prefix = magnitude.length() > 2 ? magnitude.substring(0, 2).toLowerCase(Locale.ROOT) : "";
        BigInteger value = RADIX.containsKey(prefix)
                ? new BigInteger(magnitude.substring(2), RADIX.get(prefix))
                : new BigInteger(magnitude, magnitude.startsWith("0") ? 8 : 10);
        return digits.startsWith("-") ? value.negate() : value;
    }

    private static JsonNode whole(BigInteger value) {
        if (value.bitLength() < 32) {
            return JsonNodeFactory.instance.numberNode(value.intValueExact());
        }
        return value.bitLength() < 64
                ? JsonNodeFactory.instance.numberNode(value.longValueExact())
                : JsonNodeFactory.instance.numberNode(value);
    }
}
