package fairlead.bgp.policy;

/** What instructions point at. */
@SuppressWarnings("ArrayRecordComponent") // Read in the inner loop, and compared by nobody.
record Operands(
        PrefixTrie[] prefixSets,
        AsRanges[] asSets,
        AsPathAutomaton[] asPaths,
        CommunityRows[] communities,
        AsChoice[] asns,
        NextHopChoice[] nextHops) {}
