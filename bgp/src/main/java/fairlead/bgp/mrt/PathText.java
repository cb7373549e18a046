package fairlead.bgp.mrt;

import static java.util.stream.Collectors.joining;

import fairlead.bgp.wire.AsWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * An AS_PATH of any kind of segment, in the spelling of collectors: {@code 65001 {65002,65003}},
 * confederations (RFC 5065) in round and square brackets.
 */
record PathText(List<Segment> segments) {

    private static final int SET = 1;
    private static final int SEQUENCE = 2;
    private static final int CONFED_SEQUENCE = 3;

    /** A segment of any type code. */
    record Segment(int type, List<Long> asns) {

        int hops() {
            return type == SET ? 1 : type == SEQUENCE ? asns.size() : 0;
        }

        Segment first(int count) {
            return new Segment(type, asns.subList(0, Math.min(count, asns.size())));
        }

        @Override
        public String toString() {
            return switch (type) {
                case SEQUENCE -> text(" ", "", "");
                case SET -> text(",", "{", "}");
                case CONFED_SEQUENCE -> text(" ", "(", ")");
                default -> text(",", "[", "]");
            };
        }

        private String text(String separator, String before, String after) {
            return asns.stream().map(String::valueOf).collect(joining(separator, before, after));
        }
    }

    /** As much of {@code value} as is whole. */
    static PathText read(byte[] value, AsWidth width) {
        int octets = width == AsWidth.TWO ? 2 : 4;
        var segments = new ArrayList<Segment>();
        int at = 0;
        while (at + 2 <= value.length) {
            int type = value[at] & 255;
            int count = value[at + 1] & 255;
            at += 2;
            var asns = new ArrayList<Long>(count);
            for (int i = 0; i < count && at + octets <= value.length; i++, at += octets) {
                long asn = 0;
                for (int octet = 0; octet < octets; octet++) {
                    asn = asn << 8 | (value[at + octet] & 255);
                }
                asns.add(asn);
            }
            segments.add(new Segment(type, asns));
        }
        return new PathText(segments);
    }

    /** This path of narrow numbers with what an AS4_PATH knows better (RFC 6793 §4.2.3). */
    PathText completed(PathText as4) {
        int missing = hops() - as4.hops();
        if (missing < 0) {
            return this;
        }
        var whole = new ArrayList<Segment>();
        for (var segment : segments) {
            if (missing > 0) {
                whole.add(segment.type == SEQUENCE ? segment.first(missing) : segment);
                missing -= Math.min(missing, segment.hops());
            }
        }
        whole.addAll(as4.segments);
        return new PathText(whole);
    }

    private int hops() {
        return segments.stream().mapToInt(Segment::hops).sum();
    }

    @Override
    public String toString() {
        return segments.stream().map(Segment::toString).collect(joining(" "));
    }
}
