package fairlead.host.desired;

/**
 * A virtual network: its table of addresses, its door to the Internet, its conntrack zone there,
 * and its platform namespace with 168.63.129.16 and 169.254.169.254.
 */
public record VnetPart(int serial) implements Part {

    public VnetPart {
        Serials.check("VNet", serial);
    }

    @Override
    public PartKey key() {
        return PartKey.vnet(serial);
    }
}
