package dev.entitlements.shell.node;

import dev.entitlements.codec.profile.AppArmorText;
import dev.entitlements.codec.profile.SeccompJson;
import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.delivery.DeliveredBundle;
import dev.entitlements.core.entitlement.Architecture;
import dev.entitlements.core.rulebook.Rulebook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rulebook's bundle as the files of one node.
 *
 * @param revision the rulebook's revision
 * @param seccompDigest the bundle's digest without AppArmor
 * @param digest the bundle's digest with AppArmor
 * @param files the bytes of each file, by its name in our folder
 */
record NodeBundle(String revision, String seccompDigest, String digest, SortedMap<String, byte[]> files) {
    /** What the name of a file with an AppArmor profile ends in; before that is the profile's name. */
    static final String APPARMOR_ENDING = ".apparmor";

    NodeBundle {
        files = Collections.unmodifiableSortedMap(files);
    }

    /** Writes every profile for this architecture. */
    static NodeBundle of(Rulebook rulebook, Architecture architecture) {
        Bundle bundle = rulebook.bundle();
        SortedMap<String, byte[]> files = new TreeMap<>();
        bundle.seccomp()
                .forEach((name, profile) -> files.put(
                        name.substring(name.indexOf('/') + 1),
                        bytes(SeccompJson.write(profile.model(), architecture))));
        bundle.appArmor()
                .forEach((name, profile) ->
                        files.put(name + APPARMOR_ENDING, bytes(AppArmorText.write(profile.model(), name))));
        return new NodeBundle(rulebook.revision(), bundle.seccompDigest(), bundle.digest(), files);
    }

    /** What there is to look after once its files are written. */
    DeliveredBundle delivered(Instant now) {
        SortedMap<String, String> hashes = new TreeMap<>();
        files.forEach((name, bytes) -> hashes.put(name, HexFormat.of().formatHex(Sha256.of(bytes))));
        return new DeliveredBundle(seccompDigest, digest, now, now, hashes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
