package dev.entitlements.shell.cert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates as files, and clients that use them. */
public final class Pairs {
    private static final char[] PASSWORD = "test".toCharArray();

    private Pairs() {}

    /** Makes a new pair in a folder. */
    public static void write(Path folder) throws IOException {
        try {
            KeyMaterial made = SelfSigned.make(Instant.now());
            write(folder, made, made);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void write(Path folder, KeyMaterial certificate, KeyMaterial key)
            throws GeneralSecurityException, IOException {
        Files.writeString(
                folder.resolve("tls.crt"),
                pem("CERTIFICATE", certificate.certificate().getEncoded()));
        Files.writeString(
                folder.resolve("tls.key"), pem("PRIVATE KEY", key.key().getEncoded()));
    }

    /** A client that trusts the certificate of one folder and shows none. */
    public static SSLContext client(Path server) throws GeneralSecurityException, IOException {
        return context(server, new KeyManagerFactory[0]);
    }

    /** A server that shows the certificate of a folder. */
    public static SSLContext server(Path folder) throws GeneralSecurityException, IOException {
        return client(folder, folder);
    }

    /** A client that trusts the certificate of one folder and shows that of another. */
    public static SSLContext client(Path server, Path client) throws GeneralSecurityException, IOException {
        KeyMaterial own = PemFiles.read(client);
        KeyStore store = empty();
        store.setKeyEntry("own", own.key(), PASSWORD, new X509Certificate[] {own.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        return context(server, keys);
    }

    private static SSLContext context(Path server, KeyManagerFactory... keys)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry(
                "server", PemFiles.certificates(server.resolve("tls.crt")).get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.length == 0 ? null : keys[0].getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
