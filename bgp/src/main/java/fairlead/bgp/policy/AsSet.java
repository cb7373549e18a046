package fairlead.bgp.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set of AS numbers, given as ranges that may overlap. */
public record AsSet(List<NumberRange> ranges) {

    /** Every AS number. */
    public static final AsSet ALL = new AsSet(List.of(NumberRange.ALL));

    /** Numbers for private use (RFC 6996 §5). */
    public static final AsSet PRIVATE =
            new AsSet(
                    List.of(
                            new NumberRange(64512, 65534),
                            new NumberRange(4200000000L, 4294967294L)));

    public AsSet {
        ranges = List.copyOf(ranges);
    }

    /** These numbers, each 0..4294967295. */
    public static AsSet of(long... asns) {
        return new AsSet(Arrays.stream(asns).mapToObj(NumberRange::of).toList());
    }

    /**
     * Reads numbers and ranges such as {@code 64512-65534}, and {@code private} for those of RFC
     * 6996.
     *
     * @throws IllegalArgumentException naming the text that is neither
     */
    public static AsSet parse(List<String> texts) {
        var ranges = new ArrayList<NumberRange>();
        for (var text : texts) {
            if (text.strip().equals("private")) {
                ranges.addAll(PRIVATE.ranges);
            } else {
                ranges.add(NumberRange.parse(text));
            }
        }
        return new AsSet(ranges);
    }

    public boolean contains(long asn) {
        return ranges.stream().anyMatch(range -> range.contains(asn));
    }
}
