package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bmp.View;
import fairlead.bgp.monitor.CollectorSettings;
import fairlead.bgp.speaker.ListenAddress;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.Set;
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

    @Test
    void collectorsAreToldTheUsualOrWhatIsSaid() {
        var collectors =
                good("bmp: [{collector: 192.0.2.9},{collector: '[2001:db8::9]:5000',"
                                + " tables: [loc-rib, out-post], statistics: 0, buffer: 1,"
                                + " name: rs1}]")
                        .collectors();
        assertThat(collectors)
                .containsExactly(
                        new CollectorSettings(
                                IpAddress.parse("192.0.2.9"),
                                11019,
                                Set.of(View.ADJ_RIB_IN, View.ADJ_RIB_IN_POST_POLICY, View.LOC_RIB),
                                Duration.ofMinutes(1),
                                64 << 20,
                                "192.0.2.1",
                                "Fairlead route server"),
                        new CollectorSettings(
                                IpAddress.parse("2001:db8::9"),
                                5000,
                                Set.of(View.LOC_RIB, View.ADJ_RIB_OUT_POST_POLICY),
                                Duration.ZERO,
                                1 << 20,
                                "rs1",
                                "Fairlead route server"));
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
bmp: {collector: 192.0.2.9} | 4:6: bmp: a list is wanted here
bmp: [{}] | 4:7: bmp[0]: 'collector' is missing
bmp: [{collector: 0.0.0.0}] | 4:19: bmp[0].collector: the address of one machine is wanted
bmp: [{collector: 192.0.2.9},{collector: 192.0.2.9}] | 4:30: bmp[1]: the collector 192.0.2.9:11019 is there twice
bmp: [{collector: 192.0.2.9, tables: []}] | 4:38: bmp[0].tables: at least one table is wanted
bmp: [{collector: 192.0.2.9, tables: [in, in]}] | 4:38: bmp[0].tables: at least one table is wanted, and each once
bmp: [{collector: 192.0.2.9, tables: [adj-rib-in]}] | 4:39: bmp[0].tables[0]: 'adj-rib-in' is not known
bmp: [{collector: 192.0.2.9, buffer: 0}] | 4:38: bmp[0].buffer: '0' is no whole number from 1 to 4096
bmp: [{collector: 192.0.2.9, statistics: often}] | 4:42: bmp[0].statistics: 'often' is no time
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
