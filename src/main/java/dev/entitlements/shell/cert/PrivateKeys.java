package dev.entitlements.shell.cert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a private key in PEM text: in PKCS #8, or as OpenSSL wrote RSA and EC keys before it. */
final class PrivateKeys {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");
    private static final byte[] RSA = Der.sequence(Der.oid("1.2.840.113549.1.1.1"), Der.nothing());
    private static final byte[] EC = Der.oid("1.2.840.10045.2.1");
    private static final int CURVE = 0xa0;
    private static final List<String> ALGORITHMS = List.of("EC", "RSA");

    private PrivateKeys() {}

    /** The first unencrypted private key of the text. */
    static Optional<PrivateKey> first(byte[] text) throws GeneralSecurityException, IOException {
        Matcher blocks = BLOCK.matcher(new String(text, US_ASCII));
        byte @Nullable [] curve = null;
        while (blocks.find()) {
            String body = blocks.group(2);
            if (body.contains(":")) {
                // headers stand only above keys that are encrypted
                continue;
            }
            byte[] bytes = decoded(body);
            String what = blocks.group(1);
            if (what.equals("EC PARAMETERS")) {
                // an EC key file may open with its curve
                curve = bytes;
            } else if (what.equals("PRIVATE KEY")) {
                return Optional.of(key(bytes));
            } else if (what.equals("RSA PRIVATE KEY")) {
                return Optional.of(key(wrapped(RSA, bytes)));
            } else if (what.equals("EC PRIVATE KEY")) {
                return Optional.of(key(wrapped(Der.sequence(EC, curve(bytes, curve)), bytes)));
            }
        }
        return Optional.empty();
    }

    private static byte[] decoded(String body) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException malformed) {
            throw new IOException("a PEM block is not base64", malformed);
        }
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return Der.sequence(Der.integer(0), algorithm, Der.octets(key));
    }

    /** The curve that the key names itself, or else the one named before it. */
    private static byte[] curve(byte[] key, byte @Nullable [] before) throws IOException {
        List<Der> outer = Der.read(key);
        List<Der> parts = outer.size() == 1 ? Der.read(outer.get(0).content()) : List.of();
        Optional<byte[]> named = parts.stream()
                .filter(part -> part.tag() == CURVE)
                .map(Der::content)
                .findFirst();
        if (named.isPresent()) {
            return named.get();
        }
        if (before == null) {
            throw new IOException("an EC key names no curve");
        }
        return before;
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = key(algorithm, pkcs8);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new GeneralSecurityException("the private key is neither an EC nor an RSA key");
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (InvalidKeySpecException other) {
            return Optional.empty();
        }
    }
}
