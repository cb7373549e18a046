package fairlead.testkit.bgp;

/** What a speaker does otherwise than the others, for whoever compares what they show. */
public enum Quirk {
    /** Takes messages of 65535 octets without being told to. */
    TAKES_LONG_MESSAGES,
    /** Of two IPv6 next hops it shows the link-local one. */
    SHOWS_LINK_LOCAL_NEXT_HOP,
    /** Shows as many communities of a path as a line of its holds. */
    CUTS_COMMUNITIES,
    /** Does not show which families a neighbour offered, having one alone. */
    SHOWS_NO_FAMILIES,
    /** Keeps others' routes while they restart, and asks nobody to keep its own. */
    ONLY_HELPS,
    /** Forgets what a neighbour told it before that was away, whatever that promised. */
    FORGETS_OVER_A_RESTART,
    /** A line of its files is too short for a thousand communities. */
    SHORT_LINES
}
