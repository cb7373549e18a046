package fairlead.azure.http;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A short name that {@code az vm create --image} takes for a marketplace image.
 *
 * @param urn {@code PUBLISHER:OFFER:SKU}
 */
record ImageAlias(String name, String urn) {

    private static final List<ImageAlias> ALL =
            List.of(
                    new ImageAlias(
                            "Ubuntu2204", "Canonical:0001-com-ubuntu-server-jammy:22_04-lts-gen2"),
                    new ImageAlias("Ubuntu2404", "Canonical:ubuntu-24_04-lts:server"),
                    new ImageAlias("UbuntuLTS", "Canonical:UbuntuServer:18.04-LTS"),
                    new ImageAlias("Debian", "Debian:debian-12:12-gen2"),
                    new ImageAlias("Debian11", "Debian:debian-11:11-backports-gen2"),
                    new ImageAlias("Debian12", "Debian:debian-12:12-gen2"));

    static List<ImageAlias> all() {
        return ALL;
    }

    /** Publisher, offer or SKU, by 0, 1, 2. */
    String at(int place) {
        return urn.split(":", -1)[place];
    }

    /** As the alias document holds it; az insists on the architecture. */
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("publisher", at(0))
                .put("offer", at(1))
                .put("sku", at(2))
                .put("version", "latest")
                .put("architecture", "x64");
    }
}
