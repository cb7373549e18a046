package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.speaker.ListenAddress;
import fairlead.net.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file says of who watches; each row is a fourth line that cannot be. */
class MonitoringKeysTest {

    private static Reading read(String fourth) {
        return ConfigFile.read(
                "asn: 64500\nrouterId: 192.0.2.1\nlisten: 192.0.2.1\n" + fourth + "\npeers: []\n");
    }

    private static Monitoring good(String fourth) {
        return switch (read(fourth)) {
            case Reading.Good(var config) -> config.monitoring();
            case Reading.Bad(var problems) -> throw new AssertionError(problems);
        };
    }

    @Test
    void nobodyWatchesUnlessItIsSaid() {
        assertThat(good("")).isEqualTo(Monitoring.NONE);
    }

    @Test
    void metricsAreAtOneAddressOrSeveral() {
        assertThat(good("metrics: {listen: 127.0.0.1}").metrics())
                .containsExactly(new ListenAddress(IpAddress.parse("127.0.0.1"), 9179));
        assertThat(good("metrics: {listen: [127.0.0.1:1, '[::1]:2']}").metrics())
                .containsExactly(
                        new ListenAddress(IpAddress.parse("127.0.0.1"), 1),
                        new ListenAddress(IpAddress.parse("::1"), 2));
    }

    @Test
    void eventsGoToAFileOrToStandardOutput() {
        assertThat(good("events: {file: /var/log/bgp.json}").events())
                .isEqualTo("/var/log/bgp.json");
        assertThat(good("events: {file: '-'}").events()).isEqualTo("-");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
"""
metrics: 127.0.0.1 | 4:10: metrics: a mapping of keys to values is wanted here
metrics: {} | 4:10: metrics: 'listen' is missing
metrics: {listen: here} | 4:19: metrics.listen: 'here' is no address to listen on
metrics: {port: 1} | 4:11: metrics: unknown key 'port'
events: {} | 4:9: events: 'file' is missing
events: {file: } | 4:15: events.file: nothing is said here
events: {path: x} | 4:10: events: unknown key 'path'
""")
    void whatCannotBeIsToldWithItsPlace(String fourth, String problem) {
        assertThat(read(fourth))
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad ->
                                assertThat(bad.problems())
                                        .extracting(Object::toString)
                                        .anyMatch(one -> one.startsWith(problem)));
    }
}
