package fairlead.bgp.wire;

import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Prefixes on the wire (RFC 4271 §4.3): a length in bits and as many octets as hold it. Bits after
 * the length do not matter. With ADD-PATH an identifier stands before each (RFC 7911 §3).
 *
 * <pre>
 *  [ path identifier (4) ] | length in bits (1) | as many octets as hold it
 * </pre>
 *
 * @param pathIds of the prefixes, in their order; empty without ADD-PATH
 */
record Nlri(List<Prefix> prefixes, List<Long> pathIds) {

    /** Ordered, so that sets of many with one hash stay quick: a peer may choose them so. */
    private record Path(Prefix prefix, long id) implements Comparable<Path> {
        @Override
        public int compareTo(Path other) {
            int order = Long.compare(id, other.id);
            return order != 0 ? order : prefix.compareTo(other.prefix);
        }
    }

    Nlri {
        prefixes = List.copyOf(prefixes);
        pathIds = checked(prefixes, pathIds);
    }

    /** {@code pathIds}, if there are none or one of 32 bits for each prefix. */
    static List<Long> checked(List<Prefix> prefixes, List<Long> pathIds) {
        if (!pathIds.isEmpty() && pathIds.size() != prefixes.size()) {
            throw new IllegalArgumentException(
                    pathIds.size() + " path identifiers for " + prefixes.size() + " prefixes");
        }
        for (long id : pathIds) {
            if (id >>> 32 != 0) {
                throw new IllegalArgumentException("a path identifier has 32 bits, not " + id);
            }
        }
        return List.copyOf(pathIds);
    }

    /** All of {@code in}, with path identifiers if {@code withPaths}. */
    static Nlri read(Reader in, Family family, boolean withPaths) {
        var prefixes = new ArrayList<Prefix>();
        var pathIds = new ArrayList<Long>();
        while (!in.isEmpty()) {
            if (withPaths) {
                pathIds.add(in.u32());
            }
            int length = in.u8();
            if (length > family.width()) {
                throw in.fault("a prefix of " + length + " bits");
            }
            var octets = Arrays.copyOf(in.bytes((length + 7) / 8), family.width() / 8);
            prefixes.add(new Prefix(IpAddress.of(octets), length));
        }
        return new Nlri(prefixes, pathIds);
    }

    void write(Writer out) {
        for (int i = 0; i < prefixes.size(); i++) {
            if (!pathIds.isEmpty()) {
                out.u32(pathIds.get(i));
            }
            var prefix = prefixes.get(i);
            out.u8(prefix.length());
            out.bytes(Arrays.copyOf(prefix.network().octets(), (prefix.length() + 7) / 8));
        }
    }

    boolean isEmpty() {
        return prefixes.isEmpty();
    }

    /** These and {@code others}, each once, in order of appearance. */
    Nlri and(Nlri others) {
        boolean withPaths = !pathIds.isEmpty() || !others.pathIds.isEmpty();
        var all = new LinkedHashSet<Path>();
        addTo(all);
        others.addTo(all);
        return new Nlri(
                all.stream().map(Path::prefix).toList(),
                withPaths ? all.stream().map(Path::id).toList() : List.of());
    }

    private void addTo(LinkedHashSet<Path> all) {
        for (int i = 0; i < prefixes.size(); i++) {
            all.add(new Path(prefixes.get(i), pathIds.isEmpty() ? 0 : pathIds.get(i)));
        }
    }
}
