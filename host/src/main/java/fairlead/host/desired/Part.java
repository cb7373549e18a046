package fairlead.host.desired;

/**
 * One self-contained piece of what a host should hold. A part names other parts by serial and never
 * repeats what they say, so that a change to one NIC is a change to one part.
 *
 * <p>Serials are unique over all kinds of part, rise, and lie in 1..2^24-1. Kernel names, route
 * tables, packet marks and nexthop ids derive from them.
 */
public sealed interface Part permits VnetPart, NicPart, SubnetPart, PublicPart, NamespacePart {

    /** Equal keys mean the same thing at two times: the newer part takes the older one's place. */
    PartKey key();
}
