package fairlead.host.desired;

/** Azure's {@code enableIPForwarding}: may a NIC send and receive packets that are not its own? */
public enum IpForwarding {
    ENABLED,
    DISABLED
}
