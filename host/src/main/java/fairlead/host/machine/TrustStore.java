package fairlead.host.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The certificates of authorities that machines trust: the host's bundle, and the cloud's own, so
 * that its API can be called from inside by name.
 */
public final class TrustStore {

    /** Where Debian's programs look. */
    public static final Path IN_MACHINES = Path.of("/etc/ssl/certs");

    private static final String BUNDLE = "ca-certificates.crt";

    private TrustStore() {}

    /**
     * Brings {@code folder} up to date. Machines that run see what changes, since every file is
     * replaced in its place.
     *
     * @param authority the cloud's own certificate, PEM
     */
    public static void layOut(Path folder, String authority) throws IOException {
        layOut(folder, IN_MACHINES.resolve(BUNDLE), authority);
    }

    /**
     * @param bundle the host's, if there is one
     */
    static void layOut(Path folder, Path bundle, String authority) throws IOException {
        Files.createDirectories(folder);
        var known = Files.isReadable(bundle) ? Files.readString(bundle) + "\n" : "";
        write(folder.resolve(BUNDLE), known + authority);
        write(folder.resolve("fairlead.pem"), authority);
        write(folder.resolve(hash(authority) + ".0"), authority);
    }

    private static void write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            MachineFolder.replace(file, text);
        }
    }

    /**
     * The name under which OpenSSL looks for an authority in a folder (X509_NAME_hash): a SHA-1
     * over its subject in a canonical form, here of a subject that is a common name.
     */
    private static String hash(String authority) throws IOException {
        try {
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new ByteArrayInputStream(authority.getBytes(UTF_8)));
            var name = certificate.getSubjectX500Principal().getName();
            if (!name.matches("CN=[A-Za-z0-9 ]{1,64}")) {
                throw new IOException("'" + name + "' is not the name of a cloud's authority");
            }
            var text = name.substring("CN=".length()).toLowerCase(Locale.ROOT).getBytes(UTF_8);
            var commonName = der(0x30, new byte[] {6, 3, 0x55, 4, 3}, der(0x0c, text));
            var digest = MessageDigest.getInstance("SHA-1").digest(der(0x31, commonName));
            return HexFormat.of()
                    .toHexDigits(ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getInt());
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(
                    "the authority's certificate cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /** An element of DER shorter than 128 octets. */
    private static byte[] der(int tag, byte[]... parts) {
        var element = ByteBuffer.allocate(130).put((byte) tag).put((byte) 0);
        for (var part : parts) {
            element.put(part);
        }
        element.put(1, (byte) (element.position() - 2));
        var octets = new byte[element.flip().remaining()];
        element.get(octets);
        return octets;
    }
}
