package fairlead.azure.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed. */
public final class Trust {

    private Trust() {}

    /** Whomever the JDK believes: for real Azure. */
    public static SSLContext system() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the JDK has no TLS", broken);
        }
    }

    /**
     * Only the authorities in this PEM file.
     *
     * @throws IOException if the file cannot be read or holds no certificate
     */
    public static SSLContext pem(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int count = 0;
            for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + count++, authority);
            }
            if (count == 0) {
                throw new IOException(file + " holds no certificate");
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(file + " holds no certificate that can be read", unreadable);
        }
    }
}
