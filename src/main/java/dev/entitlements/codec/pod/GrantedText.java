package dev.entitlements.codec.pod;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.entitlements.core.entitlement.EntitlementId;
import dev.entitlements.core.settings.ContainerSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The granted names as people and programs read them: JSON on one line, container to names. */
public final class GrantedText {
    /** Characters around a container's name and its list. */
    private static final int CONTAINER_MARKS = 6;

    /** Characters around a name and before its argument. */
    private static final int NAME_MARKS = 4;

    private static final Comparator<ContainerSettings> BY_NAME = Comparator.comparing(ContainerSettings::name);

    private GrantedText() {}

    /** The text, with the containers sorted by name. */
    public static String of(List<ContainerSettings> containers) {
        List<ContainerSettings> sorted = new ArrayList<>(containers);
        sorted.sort(BY_NAME);
        StringBuilder json = new StringBuilder(length(containers)).append('{');
        for (ContainerSettings container : sorted) {
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

    /** Room for all of it, unless something in it must be quoted. */
    private static int length(List<ContainerSettings> containers) {
        int length = 2;
        for (ContainerSettings container : containers) {
            length += container.name().length() + CONTAINER_MARKS;
            for (EntitlementId id : container.entitlements()) {
                length += id.name().length() + id.argument().length() + NAME_MARKS;
            }
        }
        return length;
    }

    private static void append(StringBuilder json, EntitlementId id) {
        // a name of the catalogue has nothing to quote: its grammar is letters, digits, dots and dashes
        json.append(id.name());
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
