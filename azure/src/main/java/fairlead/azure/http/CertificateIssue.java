package fairlead.azure.http;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Writes and signs one X.509 certificate with ecdsa-with-SHA256 (RFC 5280, RFC 5758 §3.2). Both key
 * identifiers are set in roots too, since strict verifiers ask for them.
 *
 * @param issuer the common name of whoever signs; equal to {@code subject} in a root
 * @param names the addresses and host names of a server; empty for an authority
 */
record CertificateIssue(
        String issuer,
        KeyPair signer,
        String subject,
        PublicKey key,
        Instant from,
        Instant to,
        List<String> names) {

    private boolean authority() {
        return names.isEmpty();
    }

    X509Certificate sign() throws GeneralSecurityException {
        var algorithm = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
        var body =
                Der.sequence(
                        Der.element(0xa0, Der.integer(BigInteger.TWO)), // version 3
                        Der.integer(new BigInteger(126, new SecureRandom()).setBit(126)),
                        algorithm,
                        name(issuer),
                        Der.sequence(Der.time(from), Der.time(to)),
                        name(subject),
                        key.getEncoded(),
                        Der.element(0xa3, extensions()));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer.getPrivate());
        signature.update(body);
        var whole = Der.sequence(body, algorithm, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(whole));
    }

    /** RFC 5280 §4.2.1. */
    private byte[] extensions() throws GeneralSecurityException {
        var constraints =
                critical("2.5.29.19", authority() ? Der.sequence(Der.yes()) : Der.sequence());
        var usage =
                critical(
                        "2.5.29.15",
                        authority()
                                ? Der.bits(1, new byte[] {0x06}) // keyCertSign, cRLSign
                                : Der.bits(7, new byte[] {(byte) 0x80})); // digitalSignature
        var subjectKey = extension("2.5.29.14", Der.octets(identifier(key)));
        var authorityKey =
                extension(
                        "2.5.29.35",
                        Der.sequence(Der.element(0x80, identifier(signer.getPublic()))));
        if (authority()) {
            return Der.sequence(constraints, usage, subjectKey, authorityKey);
        }
        var purpose = extension("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1")));
        var alternatives = names.stream().map(CertificateIssue::alternative).toArray(byte[][]::new);
        return Der.sequence(
                constraints,
                usage,
                subjectKey,
                authorityKey,
                purpose,
                extension("2.5.29.17", Der.sequence(alternatives)));
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
    }

    private static byte[] extension(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
    }

    /** RFC 5280 §4.2.1.6: iPAddress is tag 7, dNSName tag 2. */
    private static byte[] alternative(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9.]+")
                ? Der.element(0x87, InetAddress.ofLiteral(name).getAddress())
                : Der.element(0x82, name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** RFC 7093 §2, method 1: the first 160 bits of SHA-256 of the key. */
    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        var hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return java.util.Arrays.copyOf(hash, 20);
    }
}
