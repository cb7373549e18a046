package fairlead.bgp.session;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Capability.AddPath;
import fairlead.bgp.wire.Capability.MultiProtocol;
import fairlead.net.Asn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The capabilities that one side of a session offers, and what can be read from them.
 *
 * @param capabilities in the order of the OPEN
 */
public record Offer(List<Capability> capabilities) {

    public Offer {
        capabilities = List.copyOf(capabilities);
    }

    /**
     * Both unicast families, route refresh, AS numbers of four octets: what Azure's instances
     * offer.
     */
    public static Offer usual(Asn asn) {
        return new Offer(
                List.of(
                        new MultiProtocol(AddressFamily.IPV4_UNICAST),
                        new MultiProtocol(AddressFamily.IPV6_UNICAST),
                        new Capability.RouteRefresh(),
                        new Capability.FourOctetAsn(asn)));
    }

    /** This offer with {@code more} at its end. */
    public Offer with(Capability... more) {
        return new Offer(Stream.concat(capabilities.stream(), Stream.of(more)).toList());
    }

    /** This offer without any capability of a kind. */
    public Offer without(Class<? extends Capability> kind) {
        return new Offer(capabilities.stream().filter(c -> !kind.isInstance(c)).toList());
    }

    /** This offer for {@code families} alone, in their order. */
    public Offer forFamilies(List<AddressFamily> families) {
        var all = new ArrayList<Capability>(families.stream().map(MultiProtocol::new).toList());
        all.addAll(without(MultiProtocol.class).capabilities);
        return new Offer(all);
    }

    /** Whether a capability of this kind is offered. */
    public boolean has(Class<? extends Capability> kind) {
        return capabilities.stream().anyMatch(kind::isInstance);
    }

    /** The last capability of a kind, which is the one that counts (RFC 4724 §3). */
    public <C extends Capability> Optional<C> find(Class<C> kind) {
        return all(kind).reduce((_, last) -> last);
    }

    /** All capabilities of a kind. */
    public <C extends Capability> Stream<C> all(Class<C> kind) {
        return capabilities.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The families offered; IPv4 unicast where none is named, as before RFC 4760. */
    public List<AddressFamily> families() {
        var named = all(MultiProtocol.class).map(MultiProtocol::family).distinct().toList();
        return named.isEmpty() ? List.of(AddressFamily.IPV4_UNICAST) : named;
    }

    /** Whether path identifiers of {@code family} are understood; of two statements the last. */
    public boolean receivesPaths(AddressFamily family) {
        return paths(family).filter(AddPath.Family::receives).isPresent();
    }

    /** Whether {@code family} is to be sent with path identifiers; of two statements the last. */
    public boolean sendsPaths(AddressFamily family) {
        return paths(family).filter(AddPath.Family::sends).isPresent();
    }

    private Optional<AddPath.Family> paths(AddressFamily family) {
        return all(AddPath.class)
                .flatMap(addPath -> addPath.families().stream())
                .filter(paths -> paths.family().equals(family))
                .reduce((_, last) -> last);
    }
}
