package fairlead.bgp.bfd;

/** Why a session last left Up, in the order of its code (RFC 5880 §4.1). */
public enum Diagnostic {
    NONE("no diagnostic"),
    DETECTION_TIME_EXPIRED("control detection time expired"),
    ECHO_FAILED("echo function failed"),
    NEIGHBOUR_SIGNALLED_DOWN("neighbour signaled session down"),
    FORWARDING_PLANE_RESET("forwarding plane reset"),
    PATH_DOWN("path down"),
    CONCATENATED_PATH_DOWN("concatenated path down"),
    ADMINISTRATIVELY_DOWN("administratively down"),
    REVERSE_CONCATENATED_PATH_DOWN("reverse concatenated path down"),
    /** A code that has no meaning yet. */
    RESERVED("reserved");

    private final String text;

    Diagnostic(String text) {
        this.text = text;
    }

    int code() {
        return ordinal();
    }

    static Diagnostic of(int code) {
        return code < RESERVED.ordinal() ? values()[code] : RESERVED;
    }

    /** The RFC's words, in small letters. */
    public String text() {
        return text;
    }
}
