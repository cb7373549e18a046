package fairlead.bgp.wire;

import fairlead.bgp.wire.PathAttribute.Aggregator;
import fairlead.bgp.wire.PathAttribute.AsPathIs;
import fairlead.bgp.wire.PathAttribute.Unrecognised;
import fairlead.net.Asn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wide AS numbers through a peer that knows only narrow ones (RFC 6793 §4.2). */
final class As4 {

    private As4() {}

    /**
     * What a 2-octet peer sent, with AS4_PATH and AS4_AGGREGATOR folded into what they complete.
     */
    static List<PathAttribute> fold(List<PathAttribute> received) {
        var as4Path = value(received, AttributeType.AS4_PATH);
        var as4Aggregator = value(received, AttributeType.AS4_AGGREGATOR);
        var aggregator =
                received.stream()
                        .filter(Aggregator.class::isInstance)
                        .map(Aggregator.class::cast)
                        .findFirst();
        // An aggregator that needs no completion shows that someone narrow rewrote it since:
        // §4.2.3.
        boolean stale =
                as4Aggregator.isPresent()
                        && aggregator.isPresent()
                        && !aggregator.get().asn().equals(Asn.AS_TRANS);
        var folded = new ArrayList<PathAttribute>();
        for (var attribute : received) {
            switch (attribute) {
                case AsPathIs(var path) when as4Path.isPresent() && !stale ->
                        folded.add(
                                new AsPathIs(
                                        AsPathCodec.merge(
                                                path,
                                                AsPathCodec.read(as4Path.get(), AsWidth.FOUR))));
                case Aggregator _ when as4Aggregator.isPresent() && !stale ->
                        folded.add(
                                new Aggregator(
                                        as4Aggregator.get().asn(AsWidth.FOUR),
                                        as4Aggregator.get().v4()));
                case Unrecognised other when isAs4(other.type()) -> {}
                default -> folded.add(attribute);
            }
        }
        return folded;
    }

    /** {@code attributes} with what a 2-octet peer needs beside them. */
    static List<PathAttribute> unfold(List<PathAttribute> attributes) {
        var unfolded = new ArrayList<>(attributes);
        for (var attribute : attributes) {
            if (attribute instanceof AsPathIs(var path) && path.asns().anyMatch(Asn::isWide)) {
                var value = new Writer();
                AsPathCodec.write(value, path, AsWidth.FOUR);
                unfolded.add(as4(AttributeType.AS4_PATH, value));
            } else if (attribute instanceof Aggregator(var asn, var router) && asn.isWide()) {
                var value = new Writer().asn(asn, AsWidth.FOUR).bytes(router.octets());
                unfolded.add(as4(AttributeType.AS4_AGGREGATOR, value));
            }
        }
        return unfolded;
    }

    private static PathAttribute as4(AttributeType type, Writer value) {
        return new Unrecognised(type.flags(), type.code(), Octets.of(value.toArray()));
    }

    private static Optional<Reader> value(List<PathAttribute> received, AttributeType type) {
        return received.stream()
                .filter(a -> a instanceof Unrecognised other && other.type() == type.code())
                .map(a -> Reader.of(((Unrecognised) a).value().toArray(), type.fault()))
                .findFirst();
    }

    private static boolean isAs4(int type) {
        return type == AttributeType.AS4_PATH.code() || type == AttributeType.AS4_AGGREGATOR.code();
    }
}
