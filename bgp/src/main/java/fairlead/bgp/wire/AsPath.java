package fairlead.bgp.wire;

import static java.util.stream.Collectors.joining;

import fairlead.net.Asn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The AS_PATH (RFC 4271 §4.3 b): segments in the order of travel back, nearest AS first. Numbers
 * are always four octets wide here, whatever the peer can speak (RFC 6793).
 */
public record AsPath(List<Segment> segments) {

    /** A path of a route that has not left its AS. */
    public static final AsPath EMPTY = new AsPath(List.of());

    /** The kinds of segment with their codes on the wire. Confederation kinds are not spoken. */
    public enum Kind {
        SET(1),
        SEQUENCE(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The segment type octet. */
        public int code() {
            return code;
        }
    }

    /** An ordered sequence, or an unordered set that aggregation made; never empty. */
    public record Segment(Kind kind, List<Asn> asns) {
        public Segment {
            asns = List.copyOf(asns);
            if (asns.isEmpty()) {
                throw new IllegalArgumentException("an AS_PATH segment holds at least one number");
            }
        }
    }

    public AsPath {
        segments = List.copyOf(segments);
    }

    /** One sequence of these numbers; none gives the empty path. */
    public static AsPath of(long... asns) {
        if (asns.length == 0) {
            return EMPTY;
        }
        var list = new ArrayList<Asn>(asns.length);
        for (long asn : asns) {
            list.add(new Asn(asn));
        }
        return new AsPath(List.of(new Segment(Kind.SEQUENCE, list)));
    }

    /** Every number in the order of appearance, repeats and members of sets included. */
    public Stream<Asn> asns() {
        return segments.stream().flatMap(segment -> segment.asns().stream());
    }

    /** Whether {@code asn} appears anywhere: the loop test of RFC 4271 §9.1.2. */
    public boolean contains(Asn asn) {
        return asns().anyMatch(asn::equals);
    }

    /** Hops as path selection counts them: a set counts as one (RFC 4271 §9.1.2.2 a). */
    public int length() {
        int length = 0;
        for (var segment : segments) {
            length += segment.kind() == Kind.SET ? 1 : segment.asns().size();
        }
        return length;
    }

    /**
     * The AS that this path came through last; none for an empty path or one that begins with a
     * set.
     */
    public List<Asn> neighbourAs() {
        return segments.isEmpty() || segments.getFirst().kind() == Kind.SET
                ? List.of()
                : segments.getFirst().asns().subList(0, 1);
    }

    /**
     * This path as {@code asn} sends it on (RFC 4271 §5.1.2). A segment that already holds 255
     * numbers gets a new one before it.
     */
    public AsPath prepend(Asn asn) {
        var longer = new ArrayList<>(segments);
        if (!segments.isEmpty()
                && segments.getFirst().kind() == Kind.SEQUENCE
                && segments.getFirst().asns().size() < 255) {
            var first = new ArrayList<Asn>(segments.getFirst().asns().size() + 1);
            first.add(asn);
            first.addAll(segments.getFirst().asns());
            longer.set(0, new Segment(Kind.SEQUENCE, first));
        } else {
            longer.addFirst(new Segment(Kind.SEQUENCE, List.of(asn)));
        }
        return new AsPath(longer);
    }

    /** {@code 65515-65001-{1,2}} with {@code separator} "-": sets in braces. */
    public String text(String separator) {
        return segments.stream()
                .map(segment ->
                        segment.kind() == Kind.SET
                                ? numbers(segment, ",", "{", "}")
                                : numbers(segment, separator, "", ""))
                .collect(joining(separator));
    }

    /** The path as a router prints it, separated by blanks. */
    @Override
    public String toString() {
        return text(" ");
    }

    private static String numbers(Segment segment, String separator, String before, String after) {
        return segment.asns().stream()
                .map(Asn::toString)
                .collect(joining(separator, before, after));
    }
}
