package fairlead.bgp.wire;

import fairlead.bgp.wire.AsPath.Kind;
import fairlead.bgp.wire.AsPath.Segment;
import fairlead.net.Asn;
import java.util.ArrayList;
import java.util.List;

/** AS paths on the wire, and how a 2-octet path and its AS4_PATH become one (RFC 6793 §4.2.3). */
final class AsPathCodec {

    private AsPathCodec() {}

    /** Segments of a confederation, of types 3 and 4 (RFC 5065 §3). */
    private static final int CONFED_SEQUENCE = 3;

    private static final int CONFED_SET = 4;

    /**
     * Segments of a confederation are refused like unknown ones: no neighbour is in one with us
     * (RFC 7606 §7.2).
     */
    static AsPath read(Reader in, AsWidth width) {
        return read(in, width, false);
    }

    /** AS4_PATH; segments of a confederation in it are left out (RFC 6793 §6). */
    static AsPath readAs4(Reader in) {
        return read(in, AsWidth.FOUR, true);
    }

    private static AsPath read(Reader in, AsWidth width, boolean withoutConfeds) {
        var segments = new ArrayList<Segment>();
        while (!in.isEmpty()) {
            int code = in.u8();
            int count = in.u8();
            boolean confed = code == CONFED_SEQUENCE || code == CONFED_SET;
            boolean known = code == Kind.SET.code() || code == Kind.SEQUENCE.code();
            if (!known && !(confed && withoutConfeds)) {
                throw in.fault("a segment of type " + code);
            }
            if (count == 0) {
                throw in.fault("a segment without numbers");
            }
            var asns = new ArrayList<Asn>(count);
            for (int i = 0; i < count; i++) {
                asns.add(in.asnButZero(width));
            }
            if (known) {
                segments.add(new Segment(code == Kind.SET.code() ? Kind.SET : Kind.SEQUENCE, asns));
            }
        }
        return new AsPath(segments);
    }

    static void write(Writer out, AsPath path, AsWidth width) {
        for (var segment : path.segments()) {
            for (int from = 0; from < segment.asns().size(); from += 255) {
                var part =
                        segment.asns().subList(from, Math.min(from + 255, segment.asns().size()));
                out.u8(segment.kind().code()).u8(part.size());
                part.forEach(asn -> out.asn(asn, width));
            }
        }
    }

    /**
     * The whole path: as much of {@code path} as {@code as4} lacks in hops, then {@code as4}. An
     * AS4_PATH that is longer than AS_PATH is ignored.
     */
    static AsPath merge(AsPath path, AsPath as4) {
        int missing = path.length() - as4.length();
        if (missing < 0) {
            return path;
        }
        var segments = new ArrayList<Segment>();
        for (var segment : path.segments()) {
            if (missing == 0) {
                break;
            }
            if (segment.kind() == Kind.SET) {
                segments.add(segment);
                missing--;
            } else {
                int take = Math.min(missing, segment.asns().size());
                segments.add(new Segment(Kind.SEQUENCE, segment.asns().subList(0, take)));
                missing -= take;
            }
        }
        for (var segment : as4.segments()) {
            append(segments, segment);
        }
        return new AsPath(segments);
    }

    private static void append(List<Segment> segments, Segment next) {
        if (!segments.isEmpty()
                && segments.getLast().kind() == Kind.SEQUENCE
                && next.kind() == Kind.SEQUENCE
                && segments.getLast().asns().size() + next.asns().size() <= 255) {
            var joined = new ArrayList<>(segments.removeLast().asns());
            joined.addAll(next.asns());
            segments.add(new Segment(Kind.SEQUENCE, joined));
        } else {
            segments.add(next);
        }
    }
}
