package fairlead.bgp.wire;

/** How wide AS numbers are on a session: four octets when both sides offered it (RFC 6793 §4). */
public enum AsWidth {
    TWO(2),
    FOUR(4);

    private final int octets;

    AsWidth(int octets) {
        this.octets = octets;
    }

    int octets() {
        return octets;
    }
}
