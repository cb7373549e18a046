package fairlead.bgp.rpki;

/**
 * The payloads became others.
 *
 * @param table what counts from now on
 * @param changed the payloads that came or went: a route that {@code changed.covers} has to be
 *     validated again, and no other
 */
public record RoaChange(RoaTable table, RoaTable changed) {}
