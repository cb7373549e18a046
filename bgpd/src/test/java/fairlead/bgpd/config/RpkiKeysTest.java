package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rpki.RpkiConfig;
import fairlead.bgp.rpki.RtrCache;
import fairlead.bgp.rpki.Vrp;
import fairlead.net.Asn;
import fairlead.net.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file says of origin validation; each row is a fourth line that cannot be. */
class RpkiKeysTest {

    private static RpkiConfig good(String fourth) {
        return Readings.good(Readings.withFourthLine(fourth)).rpki();
    }

    @Test
    void nothingIsValidatedUnlessItIsSaid() {
        assertThat(good("")).isEqualTo(RpkiConfig.NONE);
    }

    @Test
    void cachesAreNamesOrAddressesInTheOrderOfPreference() {
        assertThat(
                        good("rpki: {caches: ['rpki.example.net:3323', 192.0.2.9, '[2001:db8::9]',"
                                        + " '[2001:db8::9]:1']}")
                                .caches())
                .containsExactly(
                        new RtrCache("rpki.example.net", 3323),
                        new RtrCache("192.0.2.9", 323),
                        new RtrCache("2001:db8::9", 323),
                        new RtrCache("2001:db8::9", 1));
    }

    @Test
    void aRoaWithoutAMaximumAllowsItsOwnLength() {
        assertThat(
                        good("rpki: {roas: [{prefix: 10.0.0.0/8, asn: 0}, {prefix: 2001:db8::/32,"
                                        + " asn: 64511, maxLength: 48}]}")
                                .roas())
                .containsExactly(
                        new Vrp(Prefix.parse("10.0.0.0/8"), 8, new Asn(0)),
                        new Vrp(Prefix.parse("2001:db8::/32"), 48, new Asn(64511)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
"""
rpki: true | 4:7: rpki: a mapping of keys to values is wanted here
rpki: {cache: x} | 4:8: rpki: unknown key 'cache'; did you mean 'caches'?
rpki: {caches: [2001:db8::9]} | 4:17: rpki.caches[0]: '2001:db8::9' is no cache
rpki: {caches: ['x:0']} | 4:17: rpki.caches[0]: port 0 is outside 1..65535
rpki: {caches: [x, x]} | 4:7: rpki: the cache x:323 is named twice
rpki: {roas: [{asn: 1}]} | 4:15: rpki.roas[0]: 'prefix' is missing
rpki: {roas: [{prefix: 10.0.0.0/8}]} | 4:15: rpki.roas[0]: 'asn' is missing
rpki: {roas: [{prefix: 10.0.0.0/8, asn: 1, maxLength: 7}]} | 4:15: rpki.roas[0]: a maximum length of 7 for 10.0.0.0/8; it is 8 to 32
rpki: {roas: [{prefix: ten, asn: 1}]} | 4:24: rpki.roas[0].prefix: 'ten' is no prefix
""")
    void whatCannotBeIsToldWithItsPlace(String fourth, String problem) {
        assertThat(Readings.problems(Readings.withFourthLine(fourth)))
                .anyMatch(one -> one.toString().startsWith(problem));
    }
}
