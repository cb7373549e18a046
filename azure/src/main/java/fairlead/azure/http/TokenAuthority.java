package fairlead.azure.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fairlead.azure.arm.RefusedException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues and judges access tokens: JWTs signed with ES256 (RFC 7519, RFC 7518 §3.4), which stay
 * good across restarts as long as the key does, and one opaque token for the administrator.
 *
 * <p>Verifying a signature takes a third of a millisecond, so a good token is remembered by its
 * hash until it expires. Safe for use by many threads.
 */
public final class TokenAuthority {

    private static final int REMEMBERED = 10_000;

    private final KeyPair key;
    private final String keyId;
    private final String tenant;
    private final byte[] administrator;
    private final InstantSource clock;
    private final Map<String, Verified> good = new ConcurrentHashMap<>();

    /**
     * @param key EC on P-256
     * @param tenant a GUID: tokens of another tenant are refused
     * @param administratorToken at least 32 characters that nobody can guess
     */
    public TokenAuthority(
            KeyPair key, String tenant, String administratorToken, InstantSource clock) {
        if (!(key.getPublic() instanceof ECPublicKey)
                || !(key.getPrivate() instanceof ECPrivateKey)) {
            throw new IllegalArgumentException("tokens are signed with an EC key on P-256");
        }
        if (administratorToken.length() < 32) {
            throw new IllegalArgumentException(
                    "the administrator's token has fewer than 32 characters");
        }
        this.key = key;
        this.keyId = HexFormat.of().formatHex(sha256(key.getPublic().getEncoded()), 0, 10);
        this.tenant = tenant;
        this.administrator = sha256(administratorToken.getBytes(UTF_8));
        this.clock = clock;
    }

    /** A signed token for {@code who}, good from now for {@code life}. */
    public String issue(Principal who, String issuer, String audience, Duration life) {
        return issue(who, issuer, audience, life, Map.of());
    }

    /**
     * A signed token with claims of its own.
     *
     * @param more claims that only this kind of principal has
     */
    public String issue(
            Principal who,
            String issuer,
            String audience,
            Duration life,
            Map<String, String> more) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var claims =
                new JWTClaimsSet.Builder()
                        .jwtID(UUID.randomUUID().toString())
                        .issuer(issuer)
                        .audience(audience)
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(life)))
                        .subject(who.id())
                        .claim("oid", who.id())
                        .claim("tid", tenant)
                        .claim("name", who.name())
                        .claim("idtyp", who.kind() == Principal.Kind.USER ? "user" : "app")
                        .claim(who.kind() == Principal.Kind.USER ? "upn" : "appid", who.name());
        more.forEach(claims::claim);
        try {
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build(),
                            claims.build());
            jwt.sign(new ECDSASigner((ECPrivateKey) key.getPrivate(), Curve.P_256));
            return jwt.serialize();
        } catch (JOSEException noCrypto) {
            throw new IllegalStateException("cannot sign with the token key", noCrypto);
        }
    }

    /**
     * Whose token this is.
     *
     * @throws RefusedException 401 {@code InvalidAuthenticationToken}, {@code
     *     ExpiredAuthenticationToken} or {@code InvalidAuthenticationTokenTenant}
     */
    public Principal verify(String token) throws RefusedException {
        var hash = sha256(token.getBytes(UTF_8));
        if (MessageDigest.isEqual(hash, administrator)) {
            return Principal.ADMINISTRATOR;
        }
        var name = HexFormat.of().formatHex(hash);
        var verified = good.get(name);
        if (verified == null) {
            verified = judge(token);
        }
        var now = clock.instant();
        if (!verified.expiry().isAfter(now)) {
            good.remove(name);
            throw Refusals.unauthorized(
                    "ExpiredAuthenticationToken",
                    "The access token expired at "
                            + verified.expiry()
                            + ", and it is "
                            + now.truncatedTo(ChronoUnit.SECONDS)
                            + " now. Log in again.");
        }
        remember(name, verified, now);
        return verified.principal();
    }

    /** The public key as a set of one (RFC 7517 §5), in JSON. */
    public String publicKeys() {
        var jwk =
                new ECKey.Builder(Curve.P_256, (ECPublicKey) key.getPublic())
                        .keyID(keyId)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .build();
        return "{\"keys\":[" + jwk.toJSONString() + "]}";
    }

    private Verified judge(String token) throws RefusedException {
        try {
            var jwt = SignedJWT.parse(token);
            // The algorithm is ours to choose, not the token's (RFC 8725 §3.1).
            if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    || !jwt.verify(new ECDSAVerifier((ECPublicKey) key.getPublic()))) {
                throw invalid();
            }
            var claims = jwt.getJWTClaimsSet();
            var expiry = claims.getExpirationTime();
            var id = claims.getSubject();
            if (expiry == null || id == null) {
                throw invalid();
            }
            if (!tenant.equals(claims.getStringClaim("tid"))) {
                throw Refusals.unauthorized(
                        "InvalidAuthenticationTokenTenant",
                        "The access token is from another tenant than this cloud's, which is "
                                + tenant
                                + ".");
            }
            var kind =
                    "user".equals(claims.getStringClaim("idtyp"))
                            ? Principal.Kind.USER
                            : Principal.Kind.APPLICATION;
            var name = claims.getStringClaim("name");
            return new Verified(
                    new Principal(kind, id, name == null ? id : name), expiry.toInstant());
        } catch (ParseException | JOSEException unreadable) {
            throw invalid();
        }
    }

    private void remember(String name, Verified verified, Instant now) {
        if (good.size() >= REMEMBERED) {
            good.values().removeIf(old -> !old.expiry().isAfter(now));
            if (good.size() >= REMEMBERED) {
                good.clear();
            }
        }
        good.put(name, verified);
    }

    private static RefusedException invalid() {
        return Refusals.unauthorized(
                "InvalidAuthenticationToken",
                "The access token is invalid: this cloud did not issue it. Log in again.");
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private record Verified(Principal principal, Instant expiry) {}
}
