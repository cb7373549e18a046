package fairlead.bgp.replay;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability;
import java.io.IOException;
import java.util.List;

/** Whether the other side takes several paths of a prefix (RFC 7911 §4). */
final class PathsAgreed {

    /** Those that are told. */
    static final List<AddressFamily> FAMILIES =
            List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    /** That we send path identifiers in all of them. */
    static final Capability OFFER =
            new Capability.AddPath(
                    FAMILIES.stream()
                            .map(family -> new Capability.AddPath.Family(family, false, true))
                            .toList());

    private PathsAgreed() {}

    /**
     * What it speaks of {@link #FAMILIES}, it has to take with identifiers.
     *
     * @throws IOException if it does not, with what can be done about it
     */
    static void check(BgpMessage.Open theirs) throws IOException {
        for (var family : FAMILIES) {
            if (theirs.capabilities().contains(new Capability.MultiProtocol(family))
                    && !takes(theirs, family)) {
                throw new IOException(
                        "it does not take several paths of "
                                + family
                                + " (RFC 7911); of a route server of ours, give us 'addPath: receive'"
                                + " there, or tell the first paths alone");
            }
        }
    }

    private static boolean takes(BgpMessage.Open theirs, AddressFamily family) {
        return theirs.capabilities().stream()
                .filter(Capability.AddPath.class::isInstance)
                .flatMap(one -> ((Capability.AddPath) one).families().stream())
                .anyMatch(one -> one.family().equals(family) && one.receives());
    }
}
