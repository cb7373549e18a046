package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bmp.View;
import fairlead.bgp.monitor.CollectorSettings;
import fairlead.bgp.monitor.FilePattern;
import fairlead.bgp.speaker.ListenAddress;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file says of who watches; each row is a fourth line that cannot be. */
class MonitoringKeysTest {

    private static Monitoring good(String fourth) {
        return Readings.good(Readings.withFourthLine(fourth)).monitoring();
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

    @Test
    void mrtFilesAreOfTablesOrOfMessages() {
        var monitoring =
                good(
                        "mrt: {dump: {file: 'rib.%Y.gz', every: 2h}, updates: {file: 'u.%H%M', rotate: 15m}}");
        assertThat(monitoring.dumps())
                .containsExactly(
                        new Monitoring.MrtFiles(new FilePattern("rib.%Y.gz"), Duration.ofHours(2)));
        assertThat(monitoring.updates())
                .containsExactly(
                        new Monitoring.MrtFiles(new FilePattern("u.%H%M"), Duration.ofMinutes(15)));
        assertThat(good("mrt: {updates: {file: all.mrt}}").updates())
                .containsExactly(
                        new Monitoring.MrtFiles(new FilePattern("all.mrt"), Duration.ZERO));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
metrics: 127.0.0.1 | 4:10: metrics: a mapping of keys to values is wanted here
metrics: {} | 4:10: metrics: 'listen' is missing
metrics: {listen: here} | 4:19: metrics.listen: 'here' is no address to listen on
metrics: {port: 1} | 4:11: metrics: unknown key 'port'
events: {} | 4:9: events: 'file' is missing
events: {file: } | 4:15: events.file: nothing is said here
events: {path: x} | 4:10: events: unknown key 'path'
mrt: {dump: {file: x}} | 4:13: mrt.dump: 'every' is missing
mrt: {dump: {every: 1h}} | 4:13: mrt.dump: 'file' is missing
mrt: {dump: {file: x, every: 0}} | 4:30: mrt.dump.every: at least 1s is wanted
mrt: {dump: {file: "x%q", every: 1h}} | 4:20: mrt.dump.file: '%q' is no field
mrt: {updates: {file: x, rotate: 1h}} | 4:34: mrt.updates.rotate: the name of the file has to say when
mrt: {tables: {}} | 4:7: mrt: unknown key 'tables'
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
        assertThat(Readings.problems(Readings.withFourthLine(fourth)))
                .anyMatch(one -> one.toString().startsWith(problem));
    }
}
