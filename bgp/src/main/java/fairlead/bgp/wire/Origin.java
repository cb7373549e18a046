package fairlead.bgp.wire;

/**
 * Where a route began (RFC 4271 §4.3 a). The ordinal is the code on the wire; lower is preferred.
 */
public enum Origin {
    IGP,
    EGP,
    INCOMPLETE
}
