package dev.entitlements.codec.profile;

import static dev.entitlements.shipped.ShippedCatalogue.CATALOGUE;
import static dev.entitlements.shipped.ShippedCatalogue.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.entitlements.core.bundle.Bundle;
import dev.entitlements.core.bundle.Delivery;
import dev.entitlements.core.entitlement.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is said about a bundle, and that a profile's name never comes to mean another file. */
class BundleIndexTest {
    @Test
    void namesEveryProfileWithWhatItIsFor() throws IOException {
        Bundle bundle = Bundle.of(CATALOGUE, ids("network.proxy", "security.root"), Delivery.AGENT);

        assertThat(BundleIndex.write(bundle))
                .isEqualTo(Files.readString(Path.of("src", "test", "resources", "seccomp", "index.json")));
    }

    // the version in ModelHash must change whenever this test fails on the hash and not on the name before it
    @Test
    void oneNameMeansOneFileOnEachArchitecture() throws NoSuchAlgorithmException {
        Bundle bundle = Bundle.of(CATALOGUE, ids("network.none"), Delivery.AGENT);
        MessageDigest files = MessageDigest.getInstance("SHA-256");

        bundle.seccomp().values().forEach(profile -> {
            for (Architecture architecture : Architecture.values()) {
                files.update(SeccompJson.write(profile.model(), architecture).getBytes(StandardCharsets.UTF_8));
            }
        });
        bundle.appArmor()
                .forEach((name, profile) ->
                        files.update(AppArmorText.write(profile.model(), name).getBytes(StandardCharsets.UTF_8)));

        assertThat(bundle.seccomp().firstKey() + " " + HexFormat.of().formatHex(files.digest(), 0, 8))
                .isEqualTo("entitlements/bfcf38def6e035250cff182c795d5865.json f0e805a03fa1ddb5");
    }
}
