package fairlead.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.RefusedException;
import fairlead.testkit.ForAll;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenAuthorityTest {

    private static final Principal APP =
            new Principal(Principal.Kind.APPLICATION, "an-object-id", "an-app");
    private static final String ADMIN = "0123456789abcdef0123456789abcdef";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private KeyPair key;
    private TokenAuthority tokens;

    @BeforeEach
    void start() throws Exception {
        key = Pem.newKey();
        tokens = authority(key, "tenant");
    }

    @Test
    void aTokenTellsWhoseItIs() throws Exception {
        var user = new Principal(Principal.Kind.USER, "another-id", "somebody@lab");
        assertThat(tokens.verify(issue(tokens, APP))).isEqualTo(APP);
        assertThat(tokens.verify(issue(tokens, user))).isEqualTo(user);
    }

    @Test
    void aTokenIsGoodUntilItsLastSecondEvenIfItWasSeenBefore() throws Exception {
        var token = issue(tokens, APP);
        now.set(now.get().plusSeconds(59));
        assertThat(tokens.verify(token)).isEqualTo(APP);
        now.set(now.get().plusSeconds(1));
        assertThat(code(token)).isEqualTo("ExpiredAuthenticationToken");
        assertThat(code(token)).isEqualTo("ExpiredAuthenticationToken");
    }

    @Test
    void aRestartedAuthorityWithTheSameKeyAcceptsOldTokens() throws Exception {
        assertThat(authority(key, "tenant").verify(issue(tokens, APP))).isEqualTo(APP);
    }

    @Test
    void aTokenOfAnotherKeyOrTenantIsRefused() throws Exception {
        assertThat(code(issue(authority(Pem.newKey(), "tenant"), APP)))
                .isEqualTo("InvalidAuthenticationToken");
        assertThat(code(issue(authority(key, "elsewhere"), APP)))
                .isEqualTo("InvalidAuthenticationTokenTenant");
    }

    @Test
    void noChangedCharacterOfATokenGoesUnnoticed() {
        var token = issue(tokens, APP);
        // The last character of a part may hold bits that do not count.
        ForAll.forAll(
                300,
                dice -> {
                    int at;
                    do {
                        at = dice.nextInt(token.length() - 1);
                    } while (token.charAt(at) == '.' || token.charAt(at + 1) == '.');
                    char other = token.charAt(at) == 'A' ? 'B' : 'A';
                    return token.substring(0, at) + other + token.substring(at + 1);
                },
                changed -> assertThat(code(changed)).isEqualTo("InvalidAuthenticationToken"));
    }

    @Test
    void anUnsignedTokenIsRefusedWhateverItClaims() {
        var claims = issue(tokens, APP).split("\\.", -1)[1];
        var none =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(code(none + "." + claims + ".")).isEqualTo("InvalidAuthenticationToken");
    }

    @Test
    void theAdministratorsTokenIsAcceptedWholeAndInNoOtherForm() throws Exception {
        assertThat(tokens.verify(ADMIN)).isEqualTo(Principal.ADMINISTRATOR);
        assertThat(code(ADMIN.substring(1))).isEqualTo("InvalidAuthenticationToken");
        assertThat(code(ADMIN + "0")).isEqualTo("InvalidAuthenticationToken");
    }

    @Test
    void aShortAdministratorsTokenIsNotTaken() {
        assertThatThrownBy(() -> new TokenAuthority(key, "tenant", "short", now::get))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsAreNotPrinted() {
        var credential = new Credential("an-app", "a-very-secret-secret");
        assertThat(new CloudSecrets(key, ADMIN, credential).toString())
                .contains("an-app")
                .doesNotContain(ADMIN)
                .doesNotContain("a-very-secret-secret");
    }

    private TokenAuthority authority(KeyPair key, String tenant) {
        return new TokenAuthority(key, tenant, ADMIN, now::get);
    }

    private static String issue(TokenAuthority authority, Principal who) {
        return authority.issue(who, "issuer", "audience", Duration.ofMinutes(1));
    }

    private String code(String token) {
        return catchThrowableOfType(RefusedException.class, () -> tokens.verify(token))
                .error()
                .code();
    }
}
