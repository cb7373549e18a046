package fairlead.host.linux;

/**
 * What a NIC has sent and received since its wire was made. Sent counts everything that the guest
 * sent; of that, {@code spoofed} packets were dropped for their source. {@code strays} were on
 * their way to the guest and dropped, since their destination was not its own and it does not
 * forward; {@code unforwarded} ones, since a peering lets no forwarded traffic in.
 */
public record Counters(
        long sentPackets,
        long sentOctets,
        long receivedPackets,
        long receivedOctets,
        long spoofed,
        long strays,
        long unforwarded) {}
