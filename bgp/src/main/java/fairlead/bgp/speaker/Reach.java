package fairlead.bgp.speaker;

/** How far away a neighbour may be. */
public sealed interface Reach {

    /**
     * Our packets travel so far, whatever the neighbour's do.
     *
     * @param hops 1 to 255: the TTL or hop limit that our packets leave with
     */
    record Hops(int hops) implements Reach {
        public Hops {
            check(hops);
        }
    }

    /**
     * TTL security (RFC 5082): our packets leave with 255, and the kernel drops packets of the
     * neighbour that have come further than it is away.
     *
     * @param hops 1 to 254: how many hops away it is at most; 1 is the next machine
     */
    record Secured(int hops) implements Reach {
        public Secured {
            check(hops);
            if (hops == 255) {
                throw new IllegalArgumentException(
                        "a neighbour 255 hops away cannot be told from anybody");
            }
        }

        /** The lowest TTL or hop limit that a packet of the neighbour may arrive with. */
        public int lowest() {
            return 256 - hops;
        }
    }

    private static void check(int hops) {
        if (hops < 1 || hops > 255) {
            throw new IllegalArgumentException(hops + " hops are outside 1..255");
        }
    }
}
