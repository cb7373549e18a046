package fairlead.bgp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fairlead.bgp.mrt.MrtReader;
import fairlead.bgp.mrt.MrtRecord;
import fairlead.bgp.mrt.MrtRow;
import fairlead.bgp.mrt.MrtRows;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A file of a stranger: its rows can be shown, and what is told of it to a neighbour are whole
 * UPDATEs, whatever it holds. See {@code bgp/FUZZING.md}.
 */
class FileFuzzTest {

    private static final IpAddress V4 = IpAddress.parse("10.0.0.1");
    private static final IpAddress V6 = IpAddress.parse("2001:db8::1");

    /**
     * How it is told (1): as it is, all paths, over IPv6, and whether what follows is a file (bit
     * 3) or records without lengths: type (1) | subtype (1) | octets (2) | body.
     */
    @FuzzTest(maxDuration = "10s")
    void whateverAFileHoldsWholeUpdatesAreToldOfIt(byte[] input) throws IOException {
        if (input == null || input.length == 0) {
            return;
        }
        var rest = Arrays.copyOfRange(input, 1, input.length);
        var file = (input[0] & 8) != 0 ? rest : records(rest);
        var local = (input[0] & 4) != 0 ? V6 : V4;
        var terms =
                new ReplayTerms(
                        new Asn(65001),
                        V4,
                        local,
                        local,
                        179,
                        (input[0] & 1) != 0,
                        (input[0] & 2) != 0,
                        90);
        var tables = new OctetBuffer(1 << 12);
        var ofTables = new ReplayUpdates(tables, terms, local, -1);
        var logs = new OctetBuffer(1 << 12);
        var ofLogs = new ReplayUpdates(logs, terms, local, -1);
        var rows = new MrtRows();
        var reader = new MrtReader(new ByteArrayInputStream(file));
        try {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                rows.of(next.get()).forEach(FileFuzzTest::canBeShown);
                (next.get() instanceof MrtRecord.Rib ? ofTables : ofLogs).add(next.get());
            }
        } catch (DamagedOctetsException damage) {
            assertThat(damage.offset()).isBetween(0L, (long) file.length);
        }
        ofTables.endOfRib();
        areWhole(tables.toArray());
        haveNextHops(tables.toArray(), terms.allPaths());
        ofLogs.endOfRib();
        areWhole(logs.toArray());
    }

    /** Records of the kinds that are read, behind a table of two peers. */
    private static byte[] records(byte[] input) {
        var file = new OctetBuffer(2 * input.length + 64);
        file.u32(0).u16(13).u16(1).u32(34).u32(1).u16(0).u16(2);
        file.u8(2).u32(1).u32(0x0a000001).u32(65001);
        file.u8(2).u32(2).u32(0x0a000002).u32(65002);
        int at = 0;
        while (at + 4 <= input.length) {
            int length = (input[at + 2] & 255) << 8 | (input[at + 3] & 255);
            int end = Math.min(at + 4 + length, input.length);
            file.u32(0).u16(input[at] & 255).u16(input[at + 1] & 255).u32(end - at - 4);
            file.bytes(input, at + 4, end);
            at = end;
        }
        return file.toArray();
    }

    private static void canBeShown(MrtRow row) {
        assertThat(row.toString()).isNotEmpty();
        if (row instanceof MrtRow.Route route) {
            var attributes = route.attributes();
            assertThat(attributes.nextHops()).hasSizeLessThanOrEqualTo(2);
            assertThat(attributes.others()).doesNotContainKey(6);
            assertThat(
                            attributes.origin()
                                    + attributes.asPath()
                                    + attributes.aggregator()
                                    + attributes.communities()
                                    + attributes.extendedCommunities()
                                    + attributes.largeCommunities()
                                    + attributes.originatorId()
                                    + attributes.clusterList()
                                    + attributes.med()
                                    + attributes.localPreference())
                    .doesNotContain("\n");
        }
    }

    /** Attributes may be as wrong as they are in the file; messages and their lengths may not. */
    private static void areWhole(byte[] told) {
        for (int at = 0; at < told.length; at += length(told, at)) {
            assertThat(Framing.next(told, at, told.length))
                    .isEqualTo(new Framing.Whole(length(told, at)));
            assertThat(told[at + 18]).isEqualTo((byte) 2);
        }
    }

    /** One that no prefix can have would cost the session (RFC 7606 §7.11). */
    private static void haveNextHops(byte[] told, boolean allPaths) {
        var plain = SessionShape.of(AsWidth.FOUR);
        var shape =
                new SessionShape(
                        AsWidth.FOUR,
                        false,
                        plain.families(),
                        allPaths ? plain.families() : Set.of(),
                        Set.of(),
                        Framing.LONGEST);
        for (int at = 0; at < told.length; at += length(told, at)) {
            var message = Arrays.copyOfRange(told, at, at + length(told, at));
            var problems =
                    switch (BgpCodec.decode(message, shape)) {
                        case Decoded.Bad(var problem) -> List.of(problem);
                        case Decoded.Ok(_, var healed) -> healed;
                    };
            assertThat(problems)
                    .noneMatch(problem -> problem.fault() == Fault.MALFORMED_MP_REACH)
                    .noneMatch(problem ->
                            problem.fault() == Fault.INVALID_NEXT_HOP
                                    && !problem.toString()
                                            .contains("is not the address of a host"));
        }
    }

    private static int length(byte[] told, int at) {
        return (told[at + 16] & 255) << 8 | (told[at + 17] & 255);
    }
}
