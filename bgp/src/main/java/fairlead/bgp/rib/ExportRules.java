package fairlead.bgp.rib;

import fairlead.bgp.wire.Community;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/**
 * What every neighbour is told. All of it leaves with our AS number prepended, ORIGIN IGP, our own
 * address as NEXT_HOP and no MED, as Azure's Route Server sends it.
 *
 * @param originations prefixes of our own, told whether or not anyone else has them
 * @param reflection whether the paths of one neighbour are told to the others
 */
public record ExportRules(List<Origination> originations, Reflection reflection) {

    /** Nothing at all. */
    public static final ExportRules NONE = new ExportRules(List.of(), new Reflection.Off());

    /** An IPv4 prefix that we announce as ours. */
    public record Origination(Prefix prefix, List<Community> communities) {
        public Origination {
            communities = List.copyOf(communities);
            if (prefix.network().family() != IpAddress.Family.V4) {
                throw new IllegalArgumentException(
                        prefix + " cannot be announced: only IPv4 unicast is spoken");
            }
        }
    }

    /** What becomes of paths that neighbours told us. */
    public sealed interface Reflection {

        /** They stay here. */
        record Off() implements Reflection {}

        /**
         * The best path of a prefix is told to every neighbour but the one that it came from, with
         * {@code added} among its communities.
         */
        record On(List<Community> added) implements Reflection {
            public On {
                added = List.copyOf(added);
            }
        }
    }

    public ExportRules {
        originations = List.copyOf(originations);
        if (originations.stream().map(Origination::prefix).distinct().count()
                != originations.size()) {
            throw new IllegalArgumentException("a prefix is originated twice: " + originations);
        }
    }
}
