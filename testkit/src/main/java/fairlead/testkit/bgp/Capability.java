package fairlead.testkit.bgp;

/** What a speaker says that its neighbour's OPEN offered. */
public enum Capability {
    IPV4_UNICAST,
    IPV6_UNICAST,
    ROUTE_REFRESH,
    ENHANCED_REFRESH,
    FOUR_OCTET_AS,
    ADD_PATH,
    GRACEFUL_RESTART,
    LONG_LIVED_GRACEFUL_RESTART,
    EXTENDED_MESSAGE,
    ROLE
}
