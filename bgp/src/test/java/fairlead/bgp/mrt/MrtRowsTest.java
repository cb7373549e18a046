package fairlead.bgp.mrt;

import static fairlead.bgp.mrt.SampleFiles.hex;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.Octets;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrtRowsTest {

    private static List<MrtRow> rows(byte... file) throws Exception {
        var reader = new MrtReader(new ByteArrayInputStream(file));
        var rows = new MrtRows();
        var all = new ArrayList<MrtRow>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            all.addAll(rows.of(next.get()));
        }
        return all;
    }

    private static String text(MrtRow row) {
        return switch (row) {
            case MrtRow.Route(var from, var prefix, var id, _, var attributes) ->
                    from.source() + " " + prefix + " " + id + " " + attributes.asPath();
            case MrtRow.Withdrawn(var from, var prefix, var id) ->
                    from.source() + " gone " + prefix + " " + id;
            case MrtRow.State(_, var before, var after) -> before + " to " + after;
            case MrtRow.Said(_, var what, var text) -> what + " " + text;
            case MrtRow.Head head -> head.view() + " " + head.peers();
            case MrtRow.Unread unread -> "unread " + unread.type();
        };
    }

    @Test
    void everyEntryOfATableIsARow() throws Exception {
        assertThat(rows(SampleFiles.table()))
                .extracting(MrtRowsTest::text)
                .containsExactly(
                        "all 2",
                        "TABLE 10.0.0.0/8 -1 65001 65002 {4200000001}",
                        "TABLE 2001:db8:1::/48 -1 65001 4200000001",
                        "TABLE 2001:db8:1::/48 -1 ",
                        "TABLE 203.0.113.0/24 7 65001 65002 {4200000001}",
                        "TABLE 203.0.113.0/24 4294967295 65001 65002 {4200000001}",
                        "TABLE 2001:db8:2::/48 8 65001 4200000001",
                        "TABLE 2001:db8:2::/48 9 65001 4200000001");
    }

    @Test
    void everyPrefixOfAnUpdateIsARowAndWithdrawalsComeFirst() throws Exception {
        assertThat(rows(SampleFiles.log()))
                .extracting(MrtRowsTest::text)
                .containsExactly(
                        "5 to 6",
                        "RECEIVED gone 192.0.2.0/24 -1",
                        "RECEIVED 10.0.0.0/8 -1 65001 65002 {4200000001}",
                        "RECEIVED 203.0.113.0/24 -1 65001 65002 {4200000001}",
                        "SENT gone 192.0.2.0/24 -1",
                        "SENT 10.0.0.0/8 -1 65001 65002 {4200000001}",
                        "SENT 203.0.113.0/24 -1 65001 65002 {4200000001}",
                        "RECEIVED gone 192.0.2.0/24 7",
                        "RECEIVED 10.0.0.0/8 7 65001 65002 {4200000001}",
                        "RECEIVED gone 2001:db8:2::/56 -1",
                        "RECEIVED 2001:db8:3::/56 -1 65001",
                        "RECEIVED 10.0.0.0/8 -1 65001 4200000001",
                        "RECEIVED gone 192.0.2.0/24 9",
                        "RECEIVED 10.0.0.0/8 9 65001",
                        "RECEIVED gone 2001:db8:2::/56 5",
                        "RECEIVED 2001:db8:3::/56 6 65001",
                        "UPDATE End-of-RIB",
                        "KEEPALIVE ",
                        "OPEN AS 65001, identifier 10.0.0.1, hold time 90 s",
                        "NOTIFICATION cease: administrative shutdown (6/2)",
                        "6 to 1");
    }

    @Test
    void anUpdateThatCannotBeReadIsShownAsItStands() throws Exception {
        var out = new OctetBuffer(64);
        var lies = SampleFiles.message(2, hex("ffff 18c00002"));
        new MrtWriter(out)
                .message(
                        SampleFiles.AT,
                        SampleFiles.SESSION,
                        AsWidth.FOUR,
                        false,
                        false,
                        lies,
                        0,
                        lies.length);

        assertThat(rows(out.toArray()))
                .singleElement()
                .extracting(MrtRowsTest::text)
                .asString()
                .startsWith("unreadable at octet 21: the withdrawn takes 65535 octets, and 4 are")
                .endsWith("02ffff18c00002");
    }

    @Test
    void theNextHopsOfTwoFamiliesInOneUpdateAreKeptApart() throws Exception {
        var out = new OctetBuffer(64);
        var update =
                SampleFiles.message(
                        2,
                        SampleFiles.update(
                                "",
                                hex(
                                        "400101 00 400200 400304 0a000001",
                                        "800e1d 000201 10 20010db8000000000000000000000002",
                                        "00 3820010db8000300"),
                                "080a"));
        new MrtWriter(out)
                .message(
                        SampleFiles.AT,
                        SampleFiles.SESSION,
                        AsWidth.FOUR,
                        false,
                        false,
                        update,
                        0,
                        update.length);

        assertThat(rows(out.toArray()))
                .extracting(row -> ((MrtRow.Route) row).attributes().nextHops().toString())
                .containsExactly("[10.0.0.1]", "[2001:db8::2]");
    }

    @Test
    void everyAttributeReads() {
        var rich = new RouteAttributes(Octets.of(SampleFiles.RICH), AsWidth.FOUR);

        assertThat(rich.origin()).isEqualTo("IGP");
        assertThat(rich.nextHops()).hasToString("[10.0.0.1]");
        assertThat(rich.med()).contains(50L);
        assertThat(rich.localPreference()).contains(111L);
        assertThat(rich.atomicAggregate()).isTrue();
        assertThat(rich.aggregator()).isEqualTo("65001 10.0.0.9");
        assertThat(rich.communities())
                .containsExactly("65001:1", "65535:65281", "65535:65282", "65535:666");
        assertThat(rich.originatorId()).isEqualTo("9.9.9.9");
        assertThat(rich.clusterList()).containsExactly("10.10.10.10", "11.11.11.11");
        assertThat(rich.extendedCommunities()).containsExactly("00020000fde90001");
        assertThat(rich.largeCommunities()).containsExactly("65001:1:2");
        assertThat(rich.others()).hasSize(1).containsEntry(99, "0102");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "400101 05, 1=05",
        "400303 0a0000, 3=0a0000",
        "800402 0032, 4=0032",
        "c00706 fde90a000009, 7=fde90a000009",
        "c00803 fde900, 8=fde900",
        "c0200b 0000fde900000001000000, 32=0000fde900000001000000",
    })
    void aValueOfTheWrongLengthIsShownInHexInstead(String octets, String shown) {
        var attributes = new RouteAttributes(Octets.of(hex(octets)), AsWidth.FOUR);

        assertThat(attributes.others()).hasToString("{" + shown + "}");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "0203 0001 5ba0 5ba0, 0202 00010000 00010001, 1 65536 65537",
        "0202 0001 5ba0, 0203 00010000 00010001 00010002, 1 23456",
        "0102 0001 0002 0201 5ba0, 0201 00010000, '{1,2} 65536'",
    })
    void aNarrowPathIsCompletedByItsAs4Path(String path, String as4, String whole) {
        var value = hex(path);
        var wide = hex(as4);
        var octets = new OctetBuffer(64);
        octets.u8(0x40).u8(2).u8(value.length).bytes(value);
        octets.u8(0xc0).u8(17).u8(wide.length).bytes(wide);
        var attributes = new RouteAttributes(Octets.of(octets.toArray()), AsWidth.TWO);

        assertThat(attributes.asPath()).isEqualTo(whole);
    }

    @Test
    void aNextHopOfAnyLengthIsNoOtherAttribute() throws Exception {
        var attributes = new OctetBuffer(400);
        attributes.bytes(hex("400101 00", "5003012c", "c0630105".repeat(75)));
        var update = new OctetBuffer(512);
        update.u64(-1).u64(-1).u16(0).u8(2).u16(0).u16(attributes.size());
        update.bytes(attributes.toArray()).u8(8).u8(10);
        update.set16(16, update.size());
        var out = new OctetBuffer(512);
        new MrtWriter(out)
                .message(
                        SampleFiles.AT,
                        SampleFiles.SESSION,
                        AsWidth.FOUR,
                        false,
                        false,
                        update.array(),
                        0,
                        update.size());
        var route = (MrtRow.Route) rows(out.toArray()).getFirst();
        assertThat(route.attributes().nextHops()).isEmpty();
        assertThat(route.attributes().others()).containsOnlyKeys(3);
    }
}
