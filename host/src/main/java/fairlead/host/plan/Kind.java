package fairlead.host.plan;

/**
 * The kinds of kernel object, in the order in which they are put. Each may use only what stands
 * before it; they are dropped in reverse.
 */
public enum Kind {
    NAMESPACE,
    SETTINGS,
    LOOPBACK,
    LINK,
    NEIGHBOUR,
    NEXTHOP,
    ROUTE,
    RULE,
    NFT_TABLE,
    NFT_CHAIN,
    NFT_ELEMENT
}
