package dev.entitlements.codec.scan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pod belongs to, as people know it: the Deployment and not its ReplicaSet, the CronJob and not its Job.
 *
 * @param namespace the namespace
 * @param kind the kind
 * @param name the name
 */
public record Owner(String namespace, String kind, String name) implements Comparable<Owner> {
    private static final Comparator<Owner> ORDER =
            Comparator.comparing(Owner::namespace).thenComparing(Owner::kind).thenComparing(Owner::name);

    private static final String HASH = "pod-template-hash";

    /** A CronJob names its Jobs after the minute they were due, counted from 1970; a date of eight digits is less. */
    private static final Pattern SCHEDULED = Pattern.compile("(.+)-([2-9][0-9]{7})");

    private static final int FIRST_MINUTE = 24_000_000;

    /** The owner of an object: its controller, as far as its names tell, else itself. */
    public static Owner of(JsonNode object, String namespace) {
        JsonNode metadata = object.path("metadata");
        for (JsonNode reference : metadata.path("ownerReferences")) {
            if (reference.path("controller").asBoolean()) {
                return of(
                        namespace, reference, metadata.path("labels").path(HASH).asText());
            }
        }
        String name = metadata.path("name").asText();
        return new Owner(
                namespace,
                object.path("kind").asText(),
                name.isEmpty() ? metadata.path("generateName").asText() : name);
    }

    private static Owner of(String namespace, JsonNode reference, String hash) {
        String kind = reference.path("kind").asText();
        String name = reference.path("name").asText();
        if (kind.equals("ReplicaSet") && !hash.isEmpty() && name.endsWith("-" + hash)) {
            return new Owner(namespace, "Deployment", name.substring(0, name.length() - hash.length() - 1));
        }
        Matcher scheduled = SCHEDULED.matcher(name);
        if (kind.equals("Job") && scheduled.matches() && Integer.parseInt(scheduled.group(2)) >= FIRST_MINUTE) {
            return new Owner(namespace, "CronJob", scheduled.group(1));
        }
        return new Owner(namespace, kind, name);
    }

    /** {@code Deployment pay/web}. */
    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }

    @Override
    public int compareTo(Owner other) {
        return ORDER.compare(this, other);
    }
}
