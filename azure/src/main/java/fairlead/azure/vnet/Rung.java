package fairlead.azure.vnet;

/**
 * The rules that decide between routes, in the order in which they are asked. An entry names the
 * one that decided over it.
 */
public enum Rung {
    /** The host answers some addresses itself. Asked for each packet, before any route. */
    PLATFORM("platform address"),
    /** A learned route reaches a network only through a peering that was told to share it. */
    GATEWAY_TRANSIT("gateway transit"),
    /** A route table may keep learned routes out. */
    PROPAGATION("route propagation"),
    /**
     * Routes of the own and of peered networks go before learned ones of the same prefix or of one
     * inside it.
     */
    SYSTEM_SPACE("VNet and peered space before BGP"),
    /** For one prefix: the user's, then learned, then the system's. */
    SOURCE("user before gateway before default"),
    /**
     * Azure's reserved ranges go nowhere only as long as the system's own default route is in
     * force.
     */
    RESERVED_SPACE("reserved space"),
    /** Of all active routes that hold an address, the narrowest. Asked for each packet. */
    LONGEST_PREFIX("longest prefix"),
    /** No other rung had to decide. */
    UNDISPUTED("only candidate");

    private final String title;

    Rung(String title) {
        this.title = title;
    }

    /** The rule in a few words, for people. */
    public String title() {
        return title;
    }
}
