package fairlead.azure.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a cloud: an authority of its own, and the server certificate that it signed
 * for {@code localhost}, {@code 127.0.0.1} and {@code ::1}, and for the name under which the
 * cloud's machines know the API. Clients trust the file {@link #caFile()}.
 *
 * <p>Kept in a folder as {@code ca.pem}, {@code ca-key.pem}, {@code server.pem} (chain) and {@code
 * server-key.pem}, each with mode 0600. The authority lives ten years; the server certificate 397
 * days, and a new one is made when it is close to its end or lacks a name.
 *
 * @param chain the server's certificate, then the authority's
 * @param key the server's
 */
public record Certificates(
        X509Certificate authority, List<X509Certificate> chain, PrivateKey key, Path caFile) {

    /**
     * What Azure calls its API. Machines of the cloud, which cannot reach that one, find this
     * cloud's under it, so that what runs in a machine of Azure's runs here unchanged.
     */
    public static final String NAME_IN_MACHINES = "management.azure.com";

    private static final List<String> NAMES =
            List.of("localhost", "127.0.0.1", "::1", NAME_IN_MACHINES);
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3652);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    public Certificates {
        chain = List.copyOf(chain);
    }

    /**
     * Reads the certificates of this folder; makes what is missing, and anew what expires within 30
     * days. A new authority (first start, or after ten years) has to be trusted again by clients.
     *
     * @param now what time it is
     * @throws IOException if a file cannot be read or written, or holds something else; it says
     *     which and what to do
     */
    public static Certificates loadOrCreate(Path folder, Instant now) throws IOException {
        var files = PrivateFolder.at(folder);
        try {
            var authority = authority(files, now);
            var server = server(files, authority, now);
            return new Certificates(
                    authority.certificate(),
                    List.of(server.certificate(), authority.certificate()),
                    server.key().getPrivate(),
                    folder.resolve("ca.pem"));
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(
                    "the certificates in "
                            + folder
                            + " cannot be used ("
                            + unreadable.getMessage()
                            + "); remove ca.pem, ca-key.pem, server.pem and server-key.pem there,"
                            + " and new ones are made",
                    unreadable);
        }
    }

    private static Pair authority(PrivateFolder files, Instant now)
            throws IOException, GeneralSecurityException {
        var found = read(files, "ca");
        if (found.isPresent() && lives(found.get(), now)) {
            return found.get();
        }
        var key = Pem.newKey();
        // A name of its own, so that clients that trust an older one see at once which is which.
        var name = "Fairlead CA " + HexFormat.of().toHexDigits(now.getEpochSecond(), 8);
        return write(files, "ca", List.of(), name, key, name, key, now, AUTHORITY_LIFE);
    }

    private static Pair server(PrivateFolder files, Pair authority, Instant now)
            throws IOException, GeneralSecurityException {
        var found = read(files, "server");
        if (found.isPresent()
                && lives(found.get(), now)
                && named(found.get().certificate())
                && signed(authority, found.get().certificate())) {
            return found.get();
        }
        var issuer = authority.certificate().getSubjectX500Principal().getName();
        return write(
                files,
                "server",
                List.of(authority.certificate()),
                issuer.substring("CN=".length()),
                authority.key(),
                "localhost",
                Pem.newKey(),
                now,
                SERVER_LIFE);
    }

    private static Pair write(
            PrivateFolder files,
            String file,
            List<X509Certificate> above,
            String issuer,
            KeyPair signer,
            String subject,
            KeyPair key,
            Instant now,
            Duration life)
            throws IOException, GeneralSecurityException {
        var certificate =
                new CertificateIssue(
                                issuer,
                                signer,
                                subject,
                                key.getPublic(),
                                now.minus(CLOCKS_DIFFER),
                                now.plus(life),
                                above.isEmpty() ? List.of() : NAMES)
                        .sign();
        var text = new StringBuilder(Pem.of(certificate));
        for (var one : above) {
            text.append(Pem.of(one));
        }
        // Key first: a certificate without its key would be in the way of the next start.
        files.write(file + "-key.pem", Pem.of(key));
        files.write(file + ".pem", text.toString());
        return new Pair(certificate, key);
    }

    private static Optional<Pair> read(PrivateFolder files, String file)
            throws IOException, GeneralSecurityException {
        var certificate = files.read(file + ".pem");
        var key = files.read(file + "-key.pem");
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        var pair = new Pair(Pem.certificates(certificate.get()).getFirst(), Pem.key(key.get()));
        // A crash between the two writes leaves a pair that does not belong together.
        return pair.certificate().getPublicKey().equals(pair.key().getPublic())
                ? Optional.of(pair)
                : Optional.empty();
    }

    private static boolean lives(Pair pair, Instant now) {
        return pair.certificate().getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE));
    }

    /** Whether it is for as many names as we give; an earlier release gave fewer. */
    private static boolean named(X509Certificate certificate) throws GeneralSecurityException {
        var names = certificate.getSubjectAlternativeNames();
        return names != null && names.size() == NAMES.size();
    }

    /**
     * Whether the authority's key identifier is the one in the certificate. Checking the signature
     * would cost every start a tenth of a second and tell no more: who can write these files can
     * write any.
     */
    private static boolean signed(Pair authority, X509Certificate certificate) {
        return Arrays.equals(
                keyIdentifier(authority.certificate(), "2.5.29.14"),
                keyIdentifier(certificate, "2.5.29.35"));
    }

    /** The last 20 octets of the extension, where {@link CertificateIssue} puts it. */
    private static byte[] keyIdentifier(X509Certificate certificate, String extension) {
        byte @Nullable [] value = certificate.getExtensionValue(extension);
        return value == null || value.length < 20
                ? new byte[0]
                : Arrays.copyOfRange(value, value.length - 20, value.length);
    }

    private record Pair(X509Certificate certificate, KeyPair key) {}
}
