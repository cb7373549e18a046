package fairlead.host.packet;

import fairlead.net.Prefix;

/** Which packets are wanted, in the sense of pcap-filter(7). */
public sealed interface Filter {

    /** Every packet. */
    record Everything() implements Filter {}

    /** Frames of one EtherType, such as ARP. */
    record EtherType(int number) implements Filter {}

    /** IPv4 packets of one protocol, such as TCP. */
    record Protocol(int number) implements Filter {}

    /** IPv4 and ARP packets of an address in the prefix. */
    record Net(Prefix prefix, Side side) implements Filter {}

    /** IPv4 packets of TCP, UDP or SCTP with a port in the range; not later fragments. */
    record Port(int first, int last, Side side) implements Filter {}

    record And(Filter left, Filter right) implements Filter {}

    record Or(Filter left, Filter right) implements Filter {}

    record Not(Filter filter) implements Filter {}

    /** Which end of a packet an address or a port belongs to. */
    enum Side {
        SOURCE,
        DESTINATION,
        EITHER
    }

    /**
     * Reads the words of pcap-filter(7) that the package names; none mean every packet.
     *
     * @throws FilterException naming the word that is wrong
     */
    static Filter parse(String text) throws FilterException {
        return new FilterParser(text).filter();
    }
}
