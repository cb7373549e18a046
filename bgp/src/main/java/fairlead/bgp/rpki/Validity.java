package fairlead.bgp.rpki;

/** What the payloads say of a route's origin (RFC 6811 §2). */
public enum Validity {
    /** No payload covers the prefix. */
    NOT_FOUND("not-found"),
    /** A payload that covers the prefix allows this origin and this length. */
    VALID("valid"),
    /** Payloads cover the prefix, and none of them allows this. */
    INVALID("invalid");

    private final String text;

    Validity(String text) {
        this.text = text;
    }

    /** As RFC 8097 and operators write it: {@code not-found}. */
    public String text() {
        return text;
    }
}
