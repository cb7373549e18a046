package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Update;
import java.util.ArrayList;
import java.util.List;

/**
 * An UPDATE as flat octets in one form, however it came: what it takes back, family by family, and
 * what it announces with each set of attributes. Withdrawals come first.
 *
 * <p>Attributes are in the form of {@link CanonicalAttributes}, none twice, in ascending order of
 * type; those that we cannot read have the partial bit already (RFC 4271 §5).
 *
 * <p>Prefixes are as on the wire (RFC 4271 §4.3), with path identifiers where agreed (RFC 7911 §3).
 */
public record CanonicalUpdate(List<Withdrawn> withdrawn, List<Announced> announced) {

    /** Prefixes of a family that are reached no more. */
    public record Withdrawn(AddressFamily family, Octets prefixes) {}

    /** Prefixes of a family that are reached with {@code attributes}. */
    public record Announced(AddressFamily family, Octets attributes, Octets prefixes) {}

    public CanonicalUpdate {
        withdrawn = List.copyOf(withdrawn);
        announced = List.copyOf(announced);
    }

    static CanonicalUpdate of(Update update) {
        var plain = passedOn(UpdateSplit.plain(update.attributes()));
        var withdrawn = new ArrayList<Withdrawn>();
        for (var family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            var gone = UpdateSplit.withdrawn(update, family);
            if (!gone.isEmpty()) {
                withdrawn.add(new Withdrawn(family, octets(gone)));
            }
        }
        var announced =
                UpdateSplit.announced(update).stream()
                        .map(reached ->
                                new Announced(
                                        reached.family(),
                                        Octets.of(
                                                CanonicalAttributes.write(
                                                        plain.with(reached.nextHop()))),
                                        octets(reached.nlri())))
                        .toList();
        return new CanonicalUpdate(withdrawn, announced);
    }

    private static PathAttributes passedOn(PathAttributes attributes) {
        return new PathAttributes(
                attributes.list().stream()
                        .map(a ->
                                a instanceof PathAttribute.Unrecognised other ? other.partial() : a)
                        .toList(),
                attributes.partial());
    }

    private static Octets octets(Nlri nlri) {
        var out = new Writer();
        nlri.write(out);
        return Octets.of(out.toArray());
    }
}
