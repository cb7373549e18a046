package fairlead.bgp.policy;

import fairlead.net.Prefix;

/**
 * An aggregate that is announced while at least one accepted route contributes to it (RFC 4271
 * §9.2.2.2). Its attributes never depend on who contributes: ORIGIN INCOMPLETE, ATOMIC_AGGREGATE,
 * our AGGREGATOR, an AS path of ours alone. So it neither changes nor flaps with its contributors.
 */
public record Summary(Prefix prefix) {}
