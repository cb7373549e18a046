package fairlead.host.linux;

import fairlead.host.desired.Mapping;
import fairlead.host.desired.PublicPart;
import fairlead.net.IpAddress;
import java.util.List;

/**
 * A private address that is known outside by a public one; when that ends, so do its connections
 * and nobody else's.
 */
record Translation(IpAddress publicAddress, IpAddress privateAddress) {

    /** Every translation that a public address makes. */
    static List<Translation> of(PublicPart part) {
        return switch (part.mapping()) {
            case Mapping.OneToOne(var inside) ->
                    List.of(new Translation(part.publicAddress(), inside));
            case Mapping.SourceNat(var backends) ->
                    backends.stream()
                            .map(backend ->
                                    new Translation(part.publicAddress(), backend.privateAddress()))
                            .toList();
        };
    }
}
