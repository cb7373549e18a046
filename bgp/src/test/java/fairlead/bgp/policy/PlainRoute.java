package fairlead.bgp.policy;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A route as lists and numbers, the slow and obvious way, with octets in and out. Attributes that
 * it has no field for are kept by type.
 */
record PlainRoute(
        Prefix prefix,
        int origin,
        List<Segment> path,
        List<IpAddress> nextHop,
        Optional<Long> med,
        Optional<Long> localPref,
        List<Integer> communities,
        List<Long> extended,
        List<List<Long>> large,
        Optional<Long> onlyToCustomer,
        TreeMap<Integer, String> others) {

    record Segment(boolean set, List<Long> asns) {}

    static PlainRoute of(String prefix, long... path) {
        var to = Prefix.parse(prefix);
        boolean v4 = to.network().family() == IpAddress.Family.V4;
        return new PlainRoute(
                to,
                0,
                path.length == 0
                        ? List.of()
                        : List.of(new Segment(false, Arrays.stream(path).boxed().toList())),
                List.of(IpAddress.parse(v4 ? "192.0.2.1" : "2001:db8::1")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                new TreeMap<>());
    }

    PlainRoute withPath(List<Segment> path) {
        return changed(draft -> draft.path = path);
    }

    PlainRoute withOrigin(int origin) {
        return changed(draft -> draft.origin = origin);
    }

    PlainRoute withNextHop(IpAddress... nextHop) {
        return changed(draft -> draft.nextHop = List.of(nextHop));
    }

    PlainRoute withMed(Optional<Long> med) {
        return changed(draft -> draft.med = med);
    }

    PlainRoute withLocalPref(Optional<Long> localPref) {
        return changed(draft -> draft.localPref = localPref);
    }

    PlainRoute withOnlyToCustomer(long asn) {
        return changed(draft -> draft.onlyToCustomer = Optional.of(asn));
    }

    PlainRoute withCommunities(
            List<Integer> communities, List<Long> extended, List<List<Long>> large) {
        return changed(draft -> {
            draft.communities = communities;
            draft.extended = extended;
            draft.large = large;
        });
    }

    private PlainRoute withOther(int type, String hex) {
        var kept = new TreeMap<>(others);
        kept.put(type, hex);
        return changed(draft -> draft.others = kept);
    }

    private PlainRoute changed(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.made();
    }

    /** A route in the making. */
    private static final class Draft {
        private final Prefix prefix;
        private int origin;
        private List<Segment> path;
        private List<IpAddress> nextHop;
        private Optional<Long> med;
        private Optional<Long> localPref;
        private List<Integer> communities;
        private List<Long> extended;
        private List<List<Long>> large;
        private Optional<Long> onlyToCustomer;
        private TreeMap<Integer, String> others;

        private Draft(PlainRoute route) {
            prefix = route.prefix;
            origin = route.origin;
            path = route.path;
            nextHop = route.nextHop;
            med = route.med;
            localPref = route.localPref;
            communities = route.communities;
            extended = route.extended;
            large = route.large;
            onlyToCustomer = route.onlyToCustomer;
            others = route.others;
        }

        private PlainRoute made() {
            return new PlainRoute(
                    prefix,
                    origin,
                    path,
                    nextHop,
                    med,
                    localPref,
                    communities,
                    extended,
                    large,
                    onlyToCustomer,
                    others);
        }
    }

    /** These communities, in the notation of policies, each naming one. */
    PlainRoute withCommunities(String... texts) {
        var standard = new ArrayList<Integer>();
        var wide = new ArrayList<Long>();
        var big = new ArrayList<List<Long>>();
        for (var text : texts) {
            switch (CommunityText.parse(text)) {
                case CommunityPattern.Standard(var high, var low) ->
                        standard.add((int) (number(high) << 16 | number(low)));
                case CommunityPattern.Extended(var value, _) -> wide.add(value);
                case CommunityPattern.Large(var a, var b, var c) ->
                        big.add(List.of(number(a), number(b), number(c)));
            }
        }
        return withCommunities(standard, wide, big);
    }

    private static long number(CommunityPattern.Field field) {
        return ((CommunityPattern.Field.Range) field).range().from();
    }

    byte[] octets() {
        var out = new ByteArrayOutputStream();
        var values = new TreeMap<Integer, byte[]>();
        values.put(1, new byte[] {(byte) origin});
        values.put(2, pathOctets());
        values.put(3, joined(nextHop.stream().map(IpAddress::octets).toArray(byte[][]::new)));
        med.ifPresent(value -> values.put(4, int32(value)));
        localPref.ifPresent(value -> values.put(5, int32(value)));
        if (!communities.isEmpty()) {
            values.put(
                    8, joined(communities.stream().map(PlainRoute::int32).toArray(byte[][]::new)));
        }
        if (!extended.isEmpty()) {
            values.put(
                    16,
                    joined(
                            extended.stream()
                                    .map(one -> ByteBuffer.allocate(8).putLong(one).array())
                                    .toArray(byte[][]::new)));
        }
        if (!large.isEmpty()) {
            values.put(
                    32,
                    joined(
                            large.stream()
                                    .flatMap(List::stream)
                                    .map(PlainRoute::int32)
                                    .toArray(byte[][]::new)));
        }
        onlyToCustomer.ifPresent(value -> values.put(35, int32(value)));
        others.forEach((type, hex) -> values.put(type, HexFormat.of().parseHex(hex)));
        values.forEach((type, value) -> attribute(out, type, value));
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int type, byte[] value) {
        int flags = type <= 3 || type == 5 || type == 6 ? 0x40 : type == 4 ? 0x80 : 0xc0;
        boolean wide = value.length > 255;
        out.write(wide ? flags | 0x10 : flags);
        out.write(type);
        if (wide) {
            out.write(value.length >> 8);
        }
        out.write(value.length);
        out.writeBytes(value);
    }

    private byte[] pathOctets() {
        var out = new ByteArrayOutputStream();
        for (var segment : path) {
            out.write(segment.set ? 1 : 2);
            out.write(segment.asns.size());
            segment.asns.forEach(asn -> out.writeBytes(int32(asn)));
        }
        return out.toByteArray();
    }

    private static byte[] int32(Number value) {
        return ByteBuffer.allocate(4).putInt(value.intValue()).array();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Stream.of(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** The route to {@code prefix} with these canonical attributes. */
    static PlainRoute read(Prefix prefix, byte[] octets, int from, int to) {
        var route = of(prefix.toString());
        var in = ByteBuffer.wrap(octets, from, to - from);
        int before = 0;
        while (in.hasRemaining()) {
            int flags = in.get() & 255;
            int type = in.get() & 255;
            int length = (flags & 0x10) != 0 ? in.getShort() & 0xffff : in.get() & 255;
            if (type <= before) {
                throw new AssertionError("attribute " + type + " after " + before);
            }
            before = type;
            var value = new byte[length];
            in.get(value);
            route = route.with(type, ByteBuffer.wrap(value));
        }
        return route;
    }

    private PlainRoute with(int type, ByteBuffer value) {
        return switch (type) {
            case 1 -> withOrigin(value.get());
            case 2 -> withPath(segments(value));
            case 3 -> withNextHop(addresses(value));
            case 4 -> withMed(Optional.of(value.getInt() & 0xffff_ffffL));
            case 5 -> withLocalPref(Optional.of(value.getInt() & 0xffff_ffffL));
            case 8 -> {
                var list = new ArrayList<Integer>();
                while (value.hasRemaining()) {
                    list.add(value.getInt());
                }
                yield withCommunities(list, extended, large);
            }
            case 16 -> {
                var list = new ArrayList<Long>();
                while (value.hasRemaining()) {
                    list.add(value.getLong());
                }
                yield withCommunities(communities, list, large);
            }
            case 32 -> {
                var list = new ArrayList<List<Long>>();
                while (value.hasRemaining()) {
                    list.add(numbers(value, 3));
                }
                yield withCommunities(communities, extended, list);
            }
            case 35 -> withOnlyToCustomer(value.getInt() & 0xffff_ffffL);
            default -> withOther(type, HexFormat.of().formatHex(value.array()));
        };
    }

    private static List<Segment> segments(ByteBuffer value) {
        var list = new ArrayList<Segment>();
        while (value.hasRemaining()) {
            boolean set = value.get() == 1;
            list.add(new Segment(set, numbers(value, value.get() & 255)));
        }
        return list;
    }

    private static List<Long> numbers(ByteBuffer value, int count) {
        var list = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            list.add(value.getInt() & 0xffff_ffffL);
        }
        return list;
    }

    private static IpAddress[] addresses(ByteBuffer value) {
        int width = value.remaining() == 4 ? 4 : 16;
        var list = new ArrayList<IpAddress>();
        while (value.hasRemaining()) {
            var octets = new byte[width];
            value.get(octets);
            list.add(IpAddress.of(octets));
        }
        return list.toArray(IpAddress[]::new);
    }
}
