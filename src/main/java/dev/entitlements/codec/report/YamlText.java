package dev.entitlements.codec.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** A JSON tree as block YAML: strings stay plain only where no YAML reader, old or new, could take them for more. */
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*(?:[ ][A-Za-z0-9_./-]+)*");
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|inf|nan");

    private YamlText() {}

    /** The tree as a document without a marker, each line ended. */
    public static String of(JsonNode node) {
        StringBuilder text = new StringBuilder();
        if (isBlock(node)) {
            block(text, node, 0);
        } else {
            text.append(scalar(node)).append('\n');
        }
        return text.toString();
    }

    /** The tree as an entry of a list that starts in the first column, each line ended. */
    public static String entry(JsonNode node) {
        StringBuilder text = new StringBuilder();
        entry(text, node, 0);
        return text.toString();
    }

    private static void block(StringBuilder text, JsonNode node, int indent) {
        if (node.isArray()) {
            node.forEach(element -> {
                text.append(" ".repeat(indent));
                entry(text, element, indent);
            });
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            text.append(" ".repeat(indent));
            field(text, field, indent);
        }
    }

    private static void field(StringBuilder text, Map.Entry<String, JsonNode> field, int indent) {
        JsonNode value = field.getValue();
        text.append(string(field.getKey())).append(':');
        if (isBlock(value)) {
            text.append('\n');
            block(text, value, value.isArray() ? indent : indent + 2);
        } else {
            text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static void entry(StringBuilder text, JsonNode node, int indent) {
        text.append("- ");
        if (!isBlock(node)) {
            text.append(scalar(node)).append('\n');
            return;
        }
        StringBuilder nested = new StringBuilder();
        block(nested, node, indent + 2);
        // the dash stands where the first line's own indentation would
        text.append(nested.substring(indent + 2));
    }

    private static boolean isBlock(JsonNode node) {
        return node.isContainerNode() && !node.isEmpty();
    }

    private static String scalar(JsonNode node) {
        if (node.isTextual()) {
            return string(node.textValue());
        }
        return node.isContainerNode() ? (node.isArray() ? "[]" : "{}") : node.toString();
    }

    private static String string(String text) {
        return PLAIN.matcher(text).matches() && !WORD.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point == '\n') {
                quoted.append("\\n");
            } else {
                quoted.append(OneLine.of(Character.toString(point)));
            }
        });
        return quoted.append('"').toString();
    }
}
