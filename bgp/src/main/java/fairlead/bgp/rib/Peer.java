package fairlead.bgp.rib;

import fairlead.net.IpAddress;

/** A neighbour whose session stands. The identifier and the address break ties. */
public record Peer(String name, IpAddress address, IpAddress id) {}
