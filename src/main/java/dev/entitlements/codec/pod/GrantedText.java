package dev.entitlements.codec.pod;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.settings.ContainerSettings;
import java.util.List;

/** The granted names as people and programs read them: JSON on one line, container to names. */
public final class GrantedText {
    /** Characters that the names of one container usually take. */
    private static final int USUAL_LENGTH = 256;

    private GrantedText() {}

    /** The text, with the containers in the order given. */
    public static String of(List<ContainerSettings> containers) {
        StringBuilder json = new StringBuilder(USUAL_LENGTH * containers.size() + 2).append('{');
        for (ContainerSettings container : containers) {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append('"');
            append(json, container.name());
            json.append("\":[");
            List<EntitlementId> names = container.entitlements();
            for (int i = 0; i < names.size(); i++) {
                json.append(i == 0 ? "\"" : ",\"");
                append(json, names.get(i));
                json.append('"');
            }
            json.append(']');
        }
        return json.append('}').toString();
    }

    private static void append(StringBuilder json, EntitlementId id) {
        append(json, id.name());
        if (!id.argument().isEmpty()) {
            json.append('=');
            append(json, id.argument());
        }
    }

    private static void append(StringBuilder json, String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one < ' ' || one == '"' || one == '\\') {
                JsonStringEncoder.getInstance().quoteAsString(text, json);
                return;
            }
        }
        json.append(text);
    }
}
