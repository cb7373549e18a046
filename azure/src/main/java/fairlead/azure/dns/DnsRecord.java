package fairlead.azure.dns;

import fairlead.net.IpAddress;

/** A record of a virtual network's names; names are absolute, without the last dot. */
public sealed interface DnsRecord {

    String name();

    /** RFC 1035 §3.4.1. */
    record Address(String name, IpAddress address) implements DnsRecord {}

    /** RFC 1035 §3.3.12. */
    record Pointer(String name, String target) implements DnsRecord {}

    /** The start of a zone (RFC 1035 §3.3.13), by which a negative answer is cached (RFC 2308). */
    record Authority(String name) implements DnsRecord {}
}
