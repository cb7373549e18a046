package fairlead.cli;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An HTTP client that trusts one cloud's own certificate authority and nobody else's. */
final class TrustedHttp {

    private TrustedHttp() {}

    static HttpClient client(Path caCertificate) {
        try (var pem = Files.newInputStream(caCertificate)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .sslContext(tls)
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw Failure.because(
                    "The certificate "
                            + caCertificate
                            + " cannot be read ("
                            + e
                            + "). Restart the daemon: fairlead stop, then fairlead serve.");
        }
    }
}
