package fairlead.bgp.mrt;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Octets;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The attributes of a route as people read them. Files hold what peers sent, the malformed too: a
 * value of the wrong length is as if it were not there, and {@link #others} shows it in hex.
 */
public final class RouteAttributes {

    private static final int EXTENDED_LENGTH = 0x10;
    private static final List<String> ORIGINS = List.of("IGP", "EGP", "INCOMPLETE");

    private final Map<Integer, byte[]> values = new TreeMap<>();
    private final AsWidth width;

    /**
     * Those in {@code octets}, where the last one may be cut short.
     *
     * @param width of AS numbers in AS_PATH and AGGREGATOR
     */
    public RouteAttributes(Octets octets, AsWidth width) {
        this.width = width;
        var all = octets.toArray();
        int at = 0;
        while (at + 3 <= all.length) {
            boolean extended = (all[at] & EXTENDED_LENGTH) != 0 && at + 4 <= all.length;
            int head = extended ? 4 : 3;
            int length = extended ? u16(all, at + 2) : all[at + 2] & 255;
            int end = Math.min(at + head + length, all.length);
            values.putIfAbsent(all[at + 1] & 255, Arrays.copyOfRange(all, at + head, end));
            at = end;
        }
    }

    /** IGP, EGP or INCOMPLETE; empty without a valid ORIGIN. */
    public String origin() {
        return value(1).filter(value -> value.length == 1 && (value[0] & 255) < ORIGINS.size())
                .map(value -> ORIGINS.get(value[0]))
                .orElse("");
    }

    /** The AS_PATH with AS4_PATH merged in, separated by blanks; sets are in braces. */
    public String asPath() {
        var path = PathText.read(value(2).orElse(new byte[0]), width);
        var as4 = width == AsWidth.TWO ? value(17) : Optional.<byte[]>empty();
        return as4.map(value -> path.completed(PathText.read(value, AsWidth.FOUR)))
                .orElse(path)
                .toString();
    }

    /** One address, or for IPv6 two, the link-local one last; none if there is no valid one. */
    public List<IpAddress> nextHops() {
        var value = value(3).orElse(new byte[0]);
        return switch (value.length) {
            case 4, 16 -> List.of(IpAddress.of(value));
            case 32 ->
                    List.of(
                            IpAddress.of(Arrays.copyOf(value, 16)),
                            IpAddress.of(Arrays.copyOfRange(value, 16, 32)));
            default -> List.of();
        };
    }

    /** MULTI_EXIT_DISC, 0..4294967295. */
    public Optional<Long> med() {
        return number(4);
    }

    /** LOCAL_PREF, 0..4294967295. */
    public Optional<Long> localPreference() {
        return number(5);
    }

    /** Whether ATOMIC_AGGREGATE is there. */
    public boolean atomicAggregate() {
        return values.containsKey(6);
    }

    /** {@code 65001 10.0.0.1}; empty without a valid AGGREGATOR. */
    public String aggregator() {
        var as4 = value(18).filter(value -> value.length == 8 && width == AsWidth.TWO);
        if (as4.isPresent()) {
            return u32(as4.get(), 0) + " " + IpAddress.v4((int) u32(as4.get(), 4));
        }
        int asn = width == AsWidth.TWO ? 2 : 4;
        return value(7).filter(value -> value.length == asn + 4)
                .map(value ->
                        (asn == 2 ? u16(value, 0) : u32(value, 0))
                                + " "
                                + IpAddress.v4((int) u32(value, asn)))
                .orElse("");
    }

    /** {@code 65001:1} each (RFC 1997). */
    public List<String> communities() {
        return texts(8, 4, (value, at) -> new Community((int) u32(value, at)).toString());
    }

    /** Sixteen hex digits each (RFC 4360): what they mean depends on their type. */
    public List<String> extendedCommunities() {
        return texts(16, 8, (value, at) -> HexFormat.of().formatHex(value, at, at + 8));
    }

    /** {@code 65001:1:2} each (RFC 8092). */
    public List<String> largeCommunities() {
        return texts(
                32,
                12,
                (value, at) ->
                        u32(value, at) + ":" + u32(value, at + 4) + ":" + u32(value, at + 8));
    }

    /** Empty without a valid ORIGINATOR_ID (RFC 4456). */
    public String originatorId() {
        return String.join(" ", texts(9, 4, RouteAttributes::address));
    }

    /** Nearest first (RFC 4456). */
    public List<String> clusterList() {
        return texts(10, 4, RouteAttributes::address);
    }

    /** What has no reader above, by its type, in hex. */
    public Map<Integer, String> others() {
        var others = new TreeMap<Integer, String>();
        values.forEach((type, value) -> {
            if (!isRead(type)) {
                others.put(type, HexFormat.of().formatHex(value));
            }
        });
        return others;
    }

    private boolean isRead(int type) {
        return switch (type) {
            case 1 -> !origin().isEmpty();
            case 3 -> !nextHops().isEmpty();
            case 4, 5 -> number(type).isPresent();
            case 7 -> !aggregator().isEmpty();
            case 8 -> !communities().isEmpty();
            case 9 -> !originatorId().isEmpty();
            case 10 -> !clusterList().isEmpty();
            case 16 -> !extendedCommunities().isEmpty();
            case 32 -> !largeCommunities().isEmpty();
            case 2, 6 -> true;
            case 17, 18 -> width == AsWidth.TWO;
            default -> false;
        };
    }

    private interface Part {
        String text(byte[] value, int at);
    }

    private List<String> texts(int type, int size, Part part) {
        var value = value(type).orElse(new byte[0]);
        var texts = new ArrayList<String>();
        if (value.length % size == 0) {
            for (int at = 0; at < value.length; at += size) {
                texts.add(part.text(value, at));
            }
        }
        return List.copyOf(texts);
    }

    private Optional<byte[]> value(int type) {
        return Optional.ofNullable(values.get(type));
    }

    private Optional<Long> number(int type) {
        return value(type).filter(value -> value.length == 4).map(value -> u32(value, 0));
    }

    private static String address(byte[] value, int at) {
        return IpAddress.v4((int) u32(value, at)).toString();
    }

    private static int u16(byte[] value, int at) {
        return (value[at] & 255) << 8 | (value[at + 1] & 255);
    }

    private static long u32(byte[] value, int at) {
        return Integer.toUnsignedLong(u16(value, at) << 16 | u16(value, at + 2));
    }
}
