package dev.entitlements.shell.cert;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities that callers' certificates are held against, which can be turned over as {@link TurningKeys} can. */
final class TurningTrust extends X509ExtendedTrustManager {
    private volatile Turn turn;
    private volatile @Nullable Checked last;

    /** The last certificate that was looked at again, and by which authorities; nearly all callers are one. */
    private record Checked(X509Certificate certificate, Turn turn, boolean isTrusted) {}

    private record Turn(List<X509Certificate> authorities, X509ExtendedTrustManager trust) {}

    TurningTrust(List<X509Certificate> authorities) throws GeneralSecurityException {
        turn = new Turn(List.copyOf(authorities), trust(store(authorities)));
    }

    /** From now on these count; says whether they did not already. */
    synchronized boolean turnTo(List<X509Certificate> authorities) throws GeneralSecurityException {
        if (turn.authorities().equals(authorities)) {
            return false;
        }
        turn = new Turn(List.copyOf(authorities), trust(store(authorities)));
        return true;
    }

    /**
     * Whether a caller's certificate still counts: a connection or session outlives the authorities by which it was made.
     */
    boolean stillTrusts(X509Certificate[] chain) {
        Turn present = turn;
        Checked known = last;
        if (known == null
                || !known.turn().equals(present)
                || !known.certificate().equals(chain[0])) {
            known = new Checked(chain[0], present, isTrusted(present, chain));
            last = known;
        }
        return known.isTrusted()
                && !Instant.now().isAfter(chain[0].getNotAfter().toInstant());
    }

    private static boolean isTrusted(Turn turn, X509Certificate[] chain) {
        try {
            turn.trust().checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
            return true;
        } catch (CertificateException untrusted) {
            return false;
        }
    }

    /** A key store with these alone. */
    static KeyStore store(List<X509Certificate> authorities) throws GeneralSecurityException {
        KeyStore store = Stores.empty();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        return store;
    }

    private static X509ExtendedTrustManager trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java has no manager for X.509 authorities"));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        turn.trust().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        turn.trust().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        turn.trust().checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        turn.trust().checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        turn.trust().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        turn.trust().checkServerTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return turn.trust().getAcceptedIssuers();
    }
}
