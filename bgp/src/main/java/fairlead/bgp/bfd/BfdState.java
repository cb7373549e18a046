package fairlead.bgp.bfd;

/** The state of a session, in the order of its code (RFC 5880 §4.1). */
public enum BfdState {
    ADMIN_DOWN("AdminDown"),
    DOWN("Down"),
    INIT("Init"),
    UP("Up");

    private final String text;

    BfdState(String text) {
        this.text = text;
    }

    int code() {
        return ordinal();
    }

    static BfdState of(int code) {
        return values()[code];
    }

    /** As the RFC writes it: {@code AdminDown}. */
    public String text() {
        return text;
    }
}
