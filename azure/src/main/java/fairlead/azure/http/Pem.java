package fairlead.azure.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates and keys as text (RFC 7468). Keys are EC on P-256 throughout. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");

    private Pem() {}

    static String of(X509Certificate certificate) throws GeneralSecurityException {
        return block("CERTIFICATE", certificate.getEncoded());
    }

    /** The private key in PKCS#8, then the public one. */
    static String of(KeyPair key) {
        return block("PRIVATE KEY", key.getPrivate().getEncoded())
                + block("PUBLIC KEY", key.getPublic().getEncoded());
    }

    /**
     * @throws GeneralSecurityException if there is none in the text, or one that cannot be read
     */
    static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        var certificates =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(text.getBytes(US_ASCII)))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in it");
        }
        return certificates;
    }

    /**
     * Reads what {@link #of(KeyPair)} wrote.
     *
     * @throws GeneralSecurityException if one of the two blocks is missing or cannot be read
     */
    static KeyPair key(String text) throws GeneralSecurityException {
        var keys = KeyFactory.getInstance("EC");
        PublicKey open = keys.generatePublic(new X509EncodedKeySpec(octets(text, "PUBLIC KEY")));
        PrivateKey secret =
                keys.generatePrivate(new PKCS8EncodedKeySpec(octets(text, "PRIVATE KEY")));
        return new KeyPair(open, secret);
    }

    /** A fresh key. */
    static KeyPair newKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] octets(String text, String label) throws GeneralSecurityException {
        var blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (label.equals(blocks.group(1))) {
                try {
                    return Base64.getMimeDecoder().decode(blocks.group(2));
                } catch (IllegalArgumentException garbled) {
                    throw new GeneralSecurityException("its " + label + " is garbled", garbled);
                }
            }
        }
        throw new GeneralSecurityException("there is no " + label + " in it");
    }

    private static String block(String label, byte[] octets) {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        var text =
                "-----BEGIN "
                        + label
                        + "-----\n"
                        + encoder.encodeToString(octets)
                        + "\n-----END "
                        + label
                        + "-----\n";
        return text;
    }
}
