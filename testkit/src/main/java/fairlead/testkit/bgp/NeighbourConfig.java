package fairlead.testkit.bgp;

import java.util.List;
import java.util.Optional;

/**
 * Someone to speak with: external, on the same link unless an option says otherwise, and accepted
 * and told everything.
 *
 * @param name letters and digits, unique in its speaker
 * @param local the speaker's own address for this session, of the same family as {@code address}
 */
public record NeighbourConfig(
        String name, String local, String address, long asn, List<PeerOption> options) {

    public NeighbourConfig {
        options = List.copyOf(options);
    }

    /** Its option of that kind, of which there is one at most. */
    public <O extends PeerOption> Optional<O> option(Class<O> kind) {
        return options.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The address families spoken: IPv4 unless an option says otherwise. */
    public PeerOption.Families families() {
        return option(PeerOption.Families.class).orElse(new PeerOption.Families(true, false));
    }

    boolean v6() {
        return address.contains(":");
    }
}
