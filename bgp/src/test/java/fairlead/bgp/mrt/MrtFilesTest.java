package fairlead.bgp.mrt;

import static fairlead.bgp.mrt.SampleFiles.AT;
import static fairlead.bgp.mrt.SampleFiles.FIRST;
import static fairlead.bgp.mrt.SampleFiles.SECOND;
import static fairlead.bgp.mrt.SampleFiles.SESSION;
import static fairlead.bgp.mrt.SampleFiles.hex;
import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import fairlead.bgp.mrt.MrtRecord.Message;
import fairlead.bgp.mrt.MrtRecord.Other;
import fairlead.bgp.mrt.MrtRecord.PeerIndexTable;
import fairlead.bgp.mrt.MrtRecord.Rib;
import fairlead.bgp.mrt.MrtRecord.RibEntry;
import fairlead.bgp.mrt.MrtRecord.StateChange;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.Octets;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import fairlead.testkit.Golden;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrtFilesTest {

    private static final Instant WHOLE_SECOND = AT.truncatedTo(ChronoUnit.SECONDS);

    /** Octets of the table of peers at the beginning of the sample. */
    private static final int PEERS = 12 + 8 + 3 + 13 + 25;

    private static List<MrtRecord> read(byte... file) throws IOException, DamagedOctetsException {
        var reader = new MrtReader(new ByteArrayInputStream(file));
        var records = new ArrayList<MrtRecord>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            records.add(next.get());
        }
        return records;
    }

    @Test
    void aTableThatWeWriteWeRead() throws Exception {
        var told = Instant.ofEpochSecond(1_699_999_999);
        // A next hop comes back with a short length.
        var linkLocal =
                hex(
                        "50010001 01 50020000",
                        "400320 20010db8000000000000000000000002",
                        "fe800000000000000000000000000002");

        assertThat(read(SampleFiles.table()))
                .containsExactly(
                        new PeerIndexTable(
                                WHOLE_SECOND,
                                IpAddress.parse("192.0.2.1"),
                                "all",
                                List.of(FIRST, SECOND)),
                        new Rib(
                                WHOLE_SECOND,
                                false,
                                0,
                                Prefix.parse("10.0.0.0/8"),
                                List.of(new RibEntry(0, told, 0, Octets.of(SampleFiles.RICH)))),
                        new Rib(
                                WHOLE_SECOND,
                                false,
                                1,
                                Prefix.parse("2001:db8:1::/48"),
                                List.of(
                                        new RibEntry(1, told, 0, Octets.of(SampleFiles.IPV6)),
                                        new RibEntry(
                                                0, told.minusSeconds(1), 0, Octets.of(linkLocal)))),
                        new Rib(
                                WHOLE_SECOND,
                                true,
                                2,
                                Prefix.parse("203.0.113.0/24"),
                                List.of(
                                        new RibEntry(0, told, 7, Octets.of(SampleFiles.RICH)),
                                        new RibEntry(
                                                1,
                                                told,
                                                0xffff_ffffL,
                                                Octets.of(SampleFiles.RICH)))),
                        new Rib(
                                WHOLE_SECOND,
                                true,
                                3,
                                Prefix.parse("2001:db8:2::/48"),
                                List.of(
                                        new RibEntry(0, told, 8, Octets.of(SampleFiles.IPV6)),
                                        new RibEntry(0, told, 9, Octets.of(SampleFiles.IPV6)))));
    }

    @Test
    void aLogThatWeWriteWeRead() throws Exception {
        var records = read(SampleFiles.log());

        assertThat(records).first().isEqualTo(new StateChange(AT, true, SESSION, 5, 6));
        assertThat(records).last().isEqualTo(new StateChange(AT, true, SESSION, 6, 1));
        assertThat(records.subList(1, 12))
                .extracting(
                        record -> ((Message) record).local(),
                        record -> ((Message) record).addPath(),
                        record -> ((Message) record).width())
                .startsWith(
                        tuple(false, false, AsWidth.FOUR),
                        tuple(true, false, AsWidth.FOUR),
                        tuple(false, true, AsWidth.FOUR),
                        tuple(false, false, AsWidth.FOUR),
                        tuple(false, false, AsWidth.TWO),
                        tuple(false, true, AsWidth.TWO),
                        tuple(false, true, AsWidth.FOUR));
        assertThat(((Message) records.get(10)).message())
                .isEqualTo(
                        Octets.of(
                                SampleFiles.message(
                                        1, hex("04 fde9 005a 0a000001 08 0206 4104 0000fde9"))));
    }

    @Test
    void theOctetsAreThoseThatBgpdumpHasRead() {
        Golden.check(Path.of("src/test/goldens/mrt-table.hex"), lines(SampleFiles.table()));
        Golden.check(Path.of("src/test/goldens/mrt-log.hex"), lines(SampleFiles.log()));
    }

    /** Hex digits, a line for each record. */
    private static String lines(byte[] file) {
        var lines = new StringBuilder();
        for (int at = 0; at < file.length; ) {
            int end = at + 12 + ((file[at + 10] & 255) << 8 | (file[at + 11] & 255));
            lines.append(HexFormat.of().formatHex(file, at, end)).append('\n');
            at = end;
        }
        return lines.toString();
    }

    @Test
    void drawnTablesComeBackAsTheyWere() {
        forAll(
                200,
                SplittableRandom::nextLong,
                seed -> {
                    var draw = new SplittableRandom(seed);
                    var out = new OctetBuffer(16);
                    var writer = new MrtWriter(out);
                    writer.peers(AT, FIRST.id(), "", List.of(FIRST, SECOND));
                    var expected = new ArrayList<Prefix>();
                    for (int i = 0; i < 20; i++) {
                        var prefix = prefix(draw);
                        int entries = draw.nextInt(3);
                        writer.beginPrefix(
                                AT,
                                prefix.network().family() == IpAddress.Family.V6,
                                draw.nextBoolean(),
                                prefix.network().high(),
                                prefix.network().low(),
                                prefix.length());
                        for (int entry = 0; entry < entries; entry++) {
                            writer.entry(entry, 1, entry, SampleFiles.RICH, 0, 4);
                        }
                        writer.endPrefix();
                        if (entries > 0) {
                            expected.add(prefix);
                        }
                    }
                    assertThat(prefixes(out.toArray())).isEqualTo(expected);
                });
    }

    private static Prefix prefix(SplittableRandom draw) {
        return draw.nextBoolean()
                ? new Prefix(
                        new IpAddress(IpAddress.Family.V6, draw.nextLong(), draw.nextLong()),
                        draw.nextInt(129))
                : new Prefix(IpAddress.v4(draw.nextInt()), draw.nextInt(33));
    }

    private static List<Prefix> prefixes(byte[] file) {
        try {
            return read(file).stream()
                    .filter(Rib.class::isInstance)
                    .map(record -> ((Rib) record).prefix())
                    .toList();
        } catch (IOException | DamagedOctetsException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWholeMpReachAsSomeWroteItIsUnderstoodToo() throws Exception {
        var attributes =
                hex("800e1d 000201 10 20010db8000000000000000000000002 00 3820010db8000300");
        var out = new OctetBuffer(64);
        new MrtWriter(out).peers(AT, FIRST.id(), "", List.of(FIRST));
        int rib = out.size();
        out.u32(0).u16(13).u16(4).u32(0).u32(0).u8(0).u16(1).u16(0).u32(0);
        out.u16(attributes.length).bytes(attributes);
        out.set32(rib + 8, out.size() - rib - 12);

        assertThat(((Rib) read(out.toArray()).get(1)).entries().getFirst().attributes().hex())
                .isEqualTo("40031020010db8000000000000000000000002");
    }

    @Test
    void whatIsNotReadIsHandedOnByItsTypeAndTheNextRecordIsFound() throws Exception {
        var ospf = new OctetBuffer(64);
        ospf.u32(1).u16(11).u16(0).u32(3).bytes((byte) 1, (byte) 2, (byte) 3);
        ospf.bytes(SampleFiles.log());

        assertThat(read(ospf.toArray()))
                .hasSize(14)
                .first()
                .isEqualTo(new Other(Instant.ofEpochSecond(1), 11, 0, 3));
    }

    @Test
    void aFileThatEndsInTheMiddleOfARecordSaysWhere() throws Exception {
        var whole = SampleFiles.table();
        for (int cut = 1; cut < PEERS; cut++) {
            var part = Arrays.copyOf(whole, cut);
            assertThatThrownBy(() -> read(part))
                    .isInstanceOfSatisfying(
                            DamagedOctetsException.class,
                            damage -> assertThat(damage.offset()).isZero())
                    .hasMessageStartingWith("at octet 0: the file ends after ");
        }
        assertThat(read(Arrays.copyOf(whole, PEERS))).hasSize(1);
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, PEERS + 5)))
                .hasMessage("at octet 61: the file ends after 5 of the 12 octets of a header");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "8, 7f000000, at octet 0: a record of 2130706432 octets (type 13)",
        "77, 21, at octet 78: the prefix has 33 bits",
        "79, ffff, at octet 215: the peer of an entry takes 2 octets, and 0 are left",
        "81, 0009, at octet 83: a route of peer 9",
        "87, ffff, at octet 89: the list of attributes takes 65535 octets",
    })
    void whatCannotBeIsRefusedWithItsPlace(int at, String octets, String complaint) {
        var file = SampleFiles.table();
        System.arraycopy(hex(octets), 0, file, at, octets.length() / 2);

        assertThatThrownBy(() -> read(file)).hasMessageStartingWith(complaint);
    }

    @Test
    void aRouteBeforeTheTableOfPeersIsRefused() {
        var whole = SampleFiles.table();

        assertThatThrownBy(() -> read(Arrays.copyOfRange(whole, PEERS, whole.length)))
                .hasMessageContaining("a route before the table of peers");
    }

    @Test
    void noFlippedBitEscapesAsAnythingButDamage() {
        forAll(
                3_000,
                draw -> {
                    var file = draw.nextBoolean() ? SampleFiles.table() : SampleFiles.log();
                    for (int i = draw.nextInt(4); i >= 0; i--) {
                        file[draw.nextInt(file.length)] ^= (byte) (1 << draw.nextInt(8));
                    }
                    return file;
                },
                file -> {
                    var rows = new MrtRows();
                    var reader = new MrtReader(new ByteArrayInputStream(file));
                    try {
                        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                            for (var row : rows.of(next.get())) {
                                if (row instanceof MrtRow.Route route) {
                                    route.attributes().asPath();
                                    route.attributes().others();
                                }
                            }
                        }
                    } catch (DamagedOctetsException damage) {
                        assertThat(damage.offset()).isBetween(0L, (long) file.length);
                    } catch (IOException impossible) {
                        throw new AssertionError(impossible);
                    }
                });
    }
}
