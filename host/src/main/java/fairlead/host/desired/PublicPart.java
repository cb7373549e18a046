package fairlead.host.desired;

import fairlead.net.IpAddress;

/** A public address and what it stands for inside the virtual network {@code vnetSerial}. */
public record PublicPart(IpAddress publicAddress, int vnetSerial, Mapping mapping) implements Part {

    public PublicPart {
        Serials.check("VNet", vnetSerial);
        if (mapping instanceof Mapping.SourceNat(var backends)
                && backends.stream().anyMatch(backend -> backend.vnetSerial() != vnetSerial)) {
            throw new IllegalArgumentException(
                    publicAddress + " has backends outside its VNet " + vnetSerial);
        }
    }

    @Override
    public PartKey key() {
        return new PartKey(PartKey.Kind.PUBLIC, publicAddress.toString());
    }
}
