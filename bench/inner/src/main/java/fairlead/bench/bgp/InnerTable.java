package fairlead.bench.bgp;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rib.Ladder;
import fairlead.bgp.rib.PeerKind;
import fairlead.bgp.rib.PeerTerms;
import fairlead.bgp.rib.Rib;
import fairlead.bgp.rib.RibTerms;
import fairlead.bgp.wire.AsWidth;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The generator's table, as messages in memory, and a rib to put it into. */
final class InnerTable {

    /** Prefixes of the table, and the divisor of all that is measured with it. */
    static final int PREFIXES = 100_000;

    private static final IpAddress US = IpAddress.parse(Place.DAEMON_IPV4);

    private final InternetTable table =
            InternetTable.draw(fairlead.bench.bgp.Family.IPV4, PREFIXES, PREFIXES, 7);
    private final AttributeDraw draw = new AttributeDraw(7);

    /** What one sender says of the whole table, an UPDATE each. */
    List<byte[]> announced(int sender) throws java.io.IOException {
        return messages(speech(sender).announcement());
    }

    /** How a sender takes it all back. */
    List<byte[]> withdrawn(int sender) throws java.io.IOException {
        return messages(speech(sender).withdrawal());
    }

    private Speech speech(int sender) throws java.io.IOException {
        return Speech.of(
                table, 0, table.groups(), new Place(sender), draw, new Expectation(table.slots, 1));
    }

    private static List<byte[]> messages(ByteBuffer said) {
        var messages = new ArrayList<byte[]>();
        while (said.hasRemaining()) {
            var message = new byte[said.getShort(said.position() + 16) & 0xffff];
            said.get(message);
            messages.add(message);
        }
        return messages;
    }

    /** A route server without peers, which will tell each what the others told. */
    static Rib rib() {
        return new Rib(
                new RibTerms(
                        new Asn(Place.DAEMON_ASN),
                        US,
                        US,
                        Optional.empty(),
                        Ladder.STANDARD,
                        ImportRules.ALL,
                        new ExportRules(List.of(), new Reflection.On(List.of()))),
                false,
                4711);
    }

    /** A client comes up; its number in the rib. */
    static int client(Rib rib, int number) {
        var place = new Place(number);
        var address = IpAddress.parse(place.address(fairlead.bench.bgp.Family.IPV4));
        int peer =
                rib.up(
                        new PeerTerms(
                                "client" + number,
                                address,
                                new Asn(place.asn()),
                                address,
                                PeerKind.TRANSPARENT,
                                AsWidth.FOUR,
                                4096,
                                Set.of(Family.IPV4_UNICAST),
                                Set.of(),
                                Set.of(),
                                RoutePolicies.NONE),
                        Map.of(),
                        Set.of());
        while (rib.work()) {
            rib.settle();
        }
        return peer;
    }

    /**
     * All messages go into the rib, whose conclusions are drawn as often as a speaker draws them.
     */
    static void take(Rib rib, int peer, List<byte[]> messages) {
        int octets = 0;
        for (var message : messages) {
            if (!rib.take(peer, message, 0, message.length)) {
                throw new IllegalStateException("an UPDATE that is not read in place");
            }
            octets += message.length;
            if (octets > 1 << 15) {
                rib.settle();
                octets = 0;
            }
        }
        rib.settle();
    }

    /** Everything that a peer is to be told leaves; how many octets. */
    static long tell(Rib rib, int peer, byte[] out) {
        long octets = 0;
        while (rib.hasOutput(peer) || rib.isSearching()) {
            rib.work();
            octets += rib.fill(peer, out, 0, out.length);
        }
        return octets;
    }
}
