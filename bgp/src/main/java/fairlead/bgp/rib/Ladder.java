package fairlead.bgp.rib;

/** How the paths to one prefix are compared, and what is told of the best. */
public enum Ladder {
    /**
     * As Azure's Route Server between appliances: the shortest AS path, all of that length
     * together; what is told has ORIGIN IGP and no MED. The rungs below only choose the one that is
     * told.
     */
    AZURE,
    /**
     * RFC 4271 §9.1.2.2: local preference, AS path, origin, MED between paths of one neighbouring
     * AS, external before internal, router id (RFC 4456 §9: that of the originator, then the
     * shorter cluster list), address. What is told depends on the kind of peer alone.
     */
    STANDARD
}
