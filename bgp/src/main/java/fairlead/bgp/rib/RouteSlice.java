package fairlead.bgp.rib;

import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.List;

/**
 * A piece of what one peer told or was told, by prefix within itself. A walk from slice to slice
 * sees a table that changes meanwhile: what stood all the time is seen once.
 *
 * @param next where the next slice begins; {@link #END} if there is none
 */
public record RouteSlice(List<Row> rows, long next) {

    /** There is no more. */
    public static final long END = -1;

    /** What is walked over. */
    public enum Of {
        /** What the peer told and the rules accept. */
        ACCEPTED,
        /** What the peer told and the rules keep out. */
        REJECTED,
        /** All that the peer told. */
        HEARD,
        /** What the peer has been told. */
        ADVERTISED
    }

    /**
     * One route.
     *
     * @param canonical its attributes in canonical form, not read yet: who asks has time for that,
     *     the speaker has not
     * @param pathId its identifier (RFC 7911), 0 if it has none
     * @param stale whether it is kept although its peer has not told it again since it went away,
     *     or since it began to tell everything again (RFC 4724 §4.2, RFC 7313 §4.2)
     * @param toldTo neighbours that have been told this path; none where a whole table is walked
     */
    public record Row(
            Prefix prefix,
            Octets canonical,
            long pathId,
            RouteFate fate,
            boolean stale,
            List<String> toldTo) {

        public Row {
            toldTo = List.copyOf(toldTo);
        }

        /** The attributes, read. */
        public PathAttributes attributes() {
            return CanonicalAttributes.read(canonical.toArray());
        }
    }

    public RouteSlice {
        rows = List.copyOf(rows);
    }
}
