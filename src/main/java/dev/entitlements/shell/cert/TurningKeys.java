package dev.entitlements.shell.cert;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The server's key and certificate, asked for at every handshake, so that they can be turned over to new ones at any
 * moment and no connection notices.
 *
 * <p>The server's own way, which builds another TLS context, loses the connections that are opened while it does.
 */
final class TurningKeys extends X509ExtendedKeyManager {
    private static final String ALIAS = "webhook-";
    private static final int SALT_BYTES = 20;

    private volatile Turn turn;

    /** One key: a handshake that has chosen it finds it by its alias, also when the next one is in use already. */
    private record Turn(
            long number,
            KeyMaterial material,
            X509ExtendedKeyManager keys,
            @Nullable Turn before) {
        String alias() {
            return ALIAS + number;
        }
    }

    TurningKeys(KeyMaterial material) throws GeneralSecurityException {
        turn = new Turn(0, material, keys(store(material, ALIAS + 0)), null);
    }

    /** What is shown now. */
    KeyMaterial material() {
        return turn.material();
    }

    /** From now on this is shown; says whether it was not already. */
    synchronized boolean turnTo(KeyMaterial material) throws GeneralSecurityException {
        Turn present = turn;
        if (present.material().equals(material)) {
            return false;
        }
        long next = present.number() + 1;
        Turn before = new Turn(present.number(), present.material(), present.keys(), null);
        turn = new Turn(next, material, keys(store(material, ALIAS + next)), before);
        return true;
    }

    /** A key store with this alone. */
    static KeyStore store(KeyMaterial material, String alias) throws GeneralSecurityException {
        KeyStore store = Stores.empty();
        // it stays in memory and has no password: deriving a key from that ten thousand times would only slow the start
        KeyStore.ProtectionParameter light = new KeyStore.PasswordProtection(
                new char[0], "PBEWithHmacSHA256AndAES_256", new PBEParameterSpec(new byte[SALT_BYTES], 1));
        X509Certificate[] chain = material.chain().toArray(X509Certificate[]::new);
        store.setEntry(alias, new KeyStore.PrivateKeyEntry(material.key(), chain), light);
        return store;
    }

    private static X509ExtendedKeyManager keys(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return Arrays.stream(factory.getKeyManagers())
                .filter(X509ExtendedKeyManager.class::isInstance)
                .map(X509ExtendedKeyManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java has no manager for X.509 keys"));
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        return turn.keys().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return turn.keys().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return of(alias).keys().getPrivateKey(alias);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return of(alias).keys().getCertificateChain(alias);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal[] issuers) {
        return turn.keys().getServerAliases(type, issuers);
    }

    /** A server has no keys to call others with. */
    @Override
    public String @Nullable [] getClientAliases(String type, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return null;
    }

    private Turn of(String alias) {
        Turn present = turn;
        Turn before = present.before();
        return before != null && before.alias().equals(alias) ? before : present;
    }
}
