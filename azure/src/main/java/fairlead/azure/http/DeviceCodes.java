package fairlead.azure.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Logins by device code that wait for a person (RFC 8628). Safe for use by many threads. */
final class DeviceCodes {

    /** How long a code waits. */
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final int WAITING = 100;
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ"; // RFC 8628 §6.1: no words

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;
    private final Map<String, Login> logins = new HashMap<>();

    /**
     * @param nanos a clock that only rises, in nanoseconds
     */
    DeviceCodes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    record Code(String deviceCode, String userCode) {}

    /** What became of a code. */
    sealed interface Outcome {}

    record Pending() implements Outcome {}

    /**
     * @param scope as it was asked for when the login began
     */
    record Approved(String scope) implements Outcome {}

    record Unknown() implements Outcome {}

    /** Begins a login; empty when too many wait already. */
    synchronized Optional<Code> begin(String scope) {
        long now = nanos.getAsLong();
        logins.values().removeIf(login -> login.age(now) > LIFE.toNanos());
        if (logins.size() >= WAITING) {
            return Optional.empty();
        }
        var octets = new byte[24];
        random.nextBytes(octets);
        var user = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            user.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        var code = new Code(HexFormat.of().formatHex(octets), user.toString());
        logins.put(code.deviceCode(), new Login(code.userCode(), scope, now, false));
        return Optional.of(code);
    }

    /** Approves the login with this user code; false when none waits. */
    synchronized boolean approve(String userCode) {
        var wanted = userCode.strip().replace("-", "").toUpperCase(Locale.ROOT);
        long now = nanos.getAsLong();
        for (var entry : logins.entrySet()) {
            var login = entry.getValue();
            if (login.userCode().equals(wanted) && login.age(now) <= LIFE.toNanos()) {
                entry.setValue(new Login(wanted, login.scope(), login.since(), true));
                return true;
            }
        }
        return false;
    }

    /** Tells how a login stands; an approved one is told once. */
    synchronized Outcome redeem(String deviceCode) {
        var login = logins.get(deviceCode);
        if (login == null || login.age(nanos.getAsLong()) > LIFE.toNanos()) {
            return new Unknown();
        }
        if (!login.approved()) {
            return new Pending();
        }
        logins.remove(deviceCode);
        return new Approved(login.scope());
    }

    private record Login(String userCode, String scope, long since, boolean approved) {
        long age(long now) {
            return now - since;
        }
    }
}
