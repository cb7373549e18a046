package fairlead.bgpd.config;

import static fairlead.bgpd.config.Readings.good;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.speaker.Readmission;
import fairlead.bgp.speaker.Restarts;
import fairlead.bgp.wire.AddressFamily;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a file has a peer wait, or the server. */
class PatienceKeysTest {

    private static final String SMALL =
            """
            asn: 64500
            routerId: 192.0.2.1
            listen: 192.0.2.1
            peers:
              - {address: 192.0.2.11, asn: 64511, passive: true}
            """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1000 | 1000 | 1800
                    {ipv4: 9} | 9 | 1800
                    {ipv4: 9, restart: 15m} | 9 | 900
                    {ipv4: 9, restart: 0} | 9 | 0
                    {ipv4: 9, restart: never} | 9 | never
                    """)
    void aPeerOverItsLimitStaysOutAsLongAsTheFileSays(String said, int limit, String restart) {
        var options =
                good(SMALL + "defaults: {prefixLimit: " + said + "}\n")
                        .speaker()
                        .neighbours()
                        .getFirst()
                        .options();
        assertThat(options.family(AddressFamily.IPV4_UNICAST).orElseThrow().prefixLimit())
                .isEqualTo(limit);
        assertThat(options.readmission())
                .isEqualTo(
                        restart.equals("never")
                                ? new Readmission.Never()
                                : new Readmission.After(
                                        Duration.ofSeconds(Long.parseLong(restart))));
    }

    @Test
    void sessionsThatEndOneAfterTheOtherKeepAPeerOutForTwoMinutesUnlessTheFileSaysOtherwise() {
        assertThat(good(SMALL).speaker().timing().idleHold()).isEqualTo(Duration.ofMinutes(2));
        assertThat(good(SMALL + "idleHold: 0\n").speaker().timing().idleHold())
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    off | OFF | 0 | 0
                    helper | HELPER | 0 | 0
                    restarting | RESTARTING | 120 | 0
                    {mode: restarting} | RESTARTING | 120 | 0
                    {mode: restarting, time: 5m, longLived: 1h} | RESTARTING | 300 | 3600
                    {mode: helper, longLived: 600} | HELPER | 0 | 600
                    """)
    void restartsAreSaidInAWordOrAtLength(
            String said, Restarts.Mode mode, long time, long longLived) {
        var config = good(SMALL + "defaults: {gracefulRestart: " + said + "}\n").speaker();
        assertThat(config.neighbours().getFirst().options().restarts())
                .isEqualTo(
                        new Restarts(
                                mode, Duration.ofSeconds(time), Duration.ofSeconds(longLived)));
        assertThat(config.timing().selectionDeferral()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void patienceAfterARestartIsOfTheServer() {
        var config = good(SMALL + "selectionDeferral: 90s\n").speaker();
        assertThat(config.timing().selectionDeferral()).isEqualTo(Duration.ofSeconds(90));
    }
}
