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
     * @param reason why it is kept out, in full; empty if it is not
     * @param kind the same without the particulars of this route
     */
    public record Row(Prefix prefix, Octets canonical, String reason, String kind) {

        /** The attributes, read. */
        public PathAttributes attributes() {
            return CanonicalAttributes.read(canonical.toArray());
        }
    }

    public RouteSlice {
        rows = List.copyOf(rows);
    }
}
