package fairlead.bgp.wire;

import java.util.Arrays;
import java.util.HexFormat;

/** Octets that we carry without reading them. Immutable, and equal by content. */
public final class Octets {

    /** No octets. */
    public static final Octets NONE = new Octets(new byte[0]);

    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of {@code octets}. */
    public static Octets of(byte... octets) {
        return octets.length == 0 ? NONE : new Octets(octets.clone());
    }

    /** The octets that {@code hex} spells, two digits each. */
    public static Octets ofHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    public int size() {
        return octets.length;
    }

    /** A copy that the caller may keep. */
    public byte[] toArray() {
        return octets.clone();
    }

    /** Two digits each, without separators. */
    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "0x" + hex();
    }
}
