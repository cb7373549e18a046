package fairlead.bench.bgp;

/** What a route server does with the routes that it takes, and how a reload changes that. */
enum Rules {
    /** Every route is taken as it comes. */
    PASS("import all;", ""),

    /** Likewise; the daemon keeps what it needs to judge all again without asking for it. */
    KEEP("import table on; import all;", ""),

    /** Every route gets a community, the highest of all that it has. */
    TAG(
            "import table on; import filter { bgp_community.add((64500, 7)); accept; };",
            "import: [{add: {communities: ['64500:7']}}]\n"),

    /** Of routes below 128.0.0.0, more than half of the unicast addresses, none is taken. */
    HALF(
            "import table on; import where ! (net ~ [ 0.0.0.0/1+ ]);",
            "import: [{match: {prefixes: 0.0.0.0/1 le 32}, then: reject}]\n");

    /** The community of {@link #TAG}. */
    static final int COMMUNITY = 64500 << 16 | 7;

    /** In BIRD's channel. */
    final String bird;

    /** At the top of Fairlead's file. */
    final String fairlead;

    Rules(String bird, String fairlead) {
        this.bird = bird;
        this.fairlead = fairlead;
    }

    /** Whether there is a reload. */
    boolean change() {
        return this == TAG || this == HALF;
    }

    /** Whether a route to the prefix of this key is taken. */
    boolean take(long key) {
        return this != HALF || key < 0;
    }
}
