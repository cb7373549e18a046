package fairlead.bgp.policy;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.stream.Stream;

/** A set of prefixes of both families. For an address only the networks count, not the lengths. */
public record PrefixSet(List<PrefixRange> ranges) {

    public PrefixSet {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads what {@link PrefixRange#parse} reads, one each.
     *
     * @throws IllegalArgumentException naming the text that is no prefix
     */
    public static PrefixSet of(String... texts) {
        return new PrefixSet(Stream.of(texts).map(PrefixRange::parse).toList());
    }

    /** Whether one of the ranges has it, length and all. */
    public boolean contains(Prefix prefix) {
        return ranges.stream().anyMatch(range -> range.contains(prefix));
    }

    /** Whether it lies in the network of a range. */
    public boolean covers(IpAddress address) {
        return ranges.stream().anyMatch(range -> range.within().contains(address));
    }
}
