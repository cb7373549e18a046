package fairlead.bench.bgp;

/**
 * Who says what to whom.
 *
 * @param prefixes of the whole table
 * @param senders peers that announce
 * @param listeners peers besides, that only hear
 * @param shared every sender says the whole table, each with ways of its own, and the listeners are
 *     judged; otherwise each says its own equal part, and senders and listeners are
 */
record Load(Family family, int prefixes, int senders, int listeners, boolean shared) {

    Load {
        if (senders < 1
                || prefixes < senders
                || !shared && prefixes % senders != 0
                || senders + listeners > Place.MOST) {
            throw new IllegalArgumentException(
                    "no load: %d prefixes, %d senders, %d listeners"
                            .formatted(prefixes, senders, listeners));
        }
    }

    /** One sender's table to one listener. */
    static Load table(Family family, int prefixes) {
        return new Load(family, prefixes, 1, 1, true);
    }

    /** Each of the peers says its part, and hears the others'. */
    static Load everyone(int peers, int each) {
        return new Load(Family.IPV4, peers * each, peers, 0, false);
    }

    int peers() {
        return senders + listeners;
    }

    /** Prefixes that one sender says. */
    int share() {
        return shared ? prefixes : prefixes / senders;
    }

    /** The same with fewer prefixes: of the same peers, each at least one. */
    Load scaled(double scale) {
        int parts = shared ? 1 : senders;
        int each = Math.max(1, (int) (prefixes / parts * scale));
        return new Load(family, parts * each, senders, listeners, shared);
    }
}
