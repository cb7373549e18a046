package fairlead.bgp.rpki;

/** What is to be done for a group of caches, in order. */
public sealed interface RtrEffect {

    /** An action of the machine of one cache. */
    record Of(RtrCache cache, RtrAction action) implements RtrEffect {}

    /** Tell whoever validates. */
    record Tell(RoaChange change) implements RtrEffect {}
}
