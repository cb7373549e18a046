package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** As few UPDATEs as hold what is to be said, none longer than {@link Framing#LONGEST}. */
public final class Packing {

    /** Header and the two length fields. */
    private static final int FIXED = Framing.HEADER + 4;

    private Packing() {}

    /** UPDATEs that take {@code prefixes} back. */
    public static List<Update> withdraw(Collection<Prefix> prefixes) {
        return parts(prefixes, Framing.LONGEST - FIXED).stream()
                .map(part -> new Update(part, PathAttributes.NONE, List.of()))
                .toList();
    }

    /** Whether a message with these attributes has room for a prefix. */
    public static boolean fits(PathAttributes attributes, AsWidth width) {
        return room(attributes, width) >= 5;
    }

    /**
     * UPDATEs that announce {@code prefixes} with one set of attributes.
     *
     * @throws IllegalArgumentException if the attributes leave no room for a prefix
     */
    public static List<Update> announce(
            PathAttributes attributes, Collection<Prefix> prefixes, AsWidth width) {
        if (!fits(attributes, width)) {
            throw new IllegalArgumentException(
                    "the path attributes alone fill a message of " + Framing.LONGEST + " octets");
        }
        return parts(prefixes, room(attributes, width)).stream()
                .map(part -> new Update(List.of(), attributes, part))
                .toList();
    }

    private static int room(PathAttributes attributes, AsWidth width) {
        return Framing.LONGEST - FIXED - AttributeWriter.write(attributes, width).length;
    }

    private static List<List<Prefix>> parts(Collection<Prefix> prefixes, int room) {
        var parts = new ArrayList<List<Prefix>>();
        var part = new ArrayList<Prefix>();
        int left = room;
        for (var prefix : prefixes) {
            int size = Nlri.size(prefix);
            if (size > left) {
                parts.add(part);
                part = new ArrayList<>();
                left = room;
            }
            part.add(prefix);
            left -= size;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
