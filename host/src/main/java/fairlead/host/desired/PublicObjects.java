package fairlead.host.desired;

import fairlead.host.plan.KernelObject;
import fairlead.host.plan.NftChain;
import fairlead.host.plan.NftElement;
import java.util.ArrayList;
import java.util.List;

/** A public address in the edge: which virtual network it belongs to, and how it is translated. */
final class PublicObjects {

    private PublicObjects() {}

    static List<KernelObject> of(Blueprint blueprint, PublicPart part) {
        var edge = blueprint.edge();
        var address = part.publicAddress().toString();
        int vnet = part.vnetSerial();
        var objects = new ArrayList<KernelObject>();
        objects.add(Wires.element(edge, "public_vnets", address, vnet));
        objects.add(Wires.element(edge, "public_zones", address, Names.zone(vnet)));
        switch (part.mapping()) {
            case Mapping.OneToOne(var inside) -> {
                objects.add(element(edge, "inward", address, inside.toString()));
                objects.add(element(edge, "outward", vnet + " . " + inside, address));
            }
            case Mapping.SourceNat(var backends) -> {
                for (var backend : backends) {
                    var chain = block(edge, address, backend);
                    objects.add(chain);
                    objects.add(
                            element(
                                    edge,
                                    "blocks",
                                    vnet + " . " + backend.privateAddress(),
                                    "goto " + chain.name()));
                }
            }
        }
        return List.copyOf(objects);
    }

    /** nft takes no port range as a map's value, so each block is a chain. */
    private static NftChain block(String edge, String address, Mapping.Backend backend) {
        int from = backend.fromPort();
        int to = backend.toPort();
        return new NftChain(
                edge,
                "ip",
                FabricGround.TABLE,
                "block_%s_%d_%d".formatted(address, from, to),
                List.of(
                        "meta l4proto { tcp, udp } snat to %s:%d-%d".formatted(address, from, to),
                        "snat to " + address));
    }

    private static NftElement element(String edge, String map, String element, String value) {
        return new NftElement(edge, "ip", FabricGround.TABLE, map, element, value);
    }
}
