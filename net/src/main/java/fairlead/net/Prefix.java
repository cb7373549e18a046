package fairlead.net;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/**
 * An IP prefix. Host bits are always zero, so equal prefixes are equal values. Ordered by network,
 * then by length, shorter first.
 */
public record Prefix(IpAddress network, int length) implements Comparable<Prefix> {

    /** {@code 0.0.0.0/0}. */
    public static final Prefix ALL_V4 = new Prefix(IpAddress.v4(0), 0);

    private static final Comparator<Prefix> ORDER =
            comparing(Prefix::network).thenComparingInt(Prefix::length);

    public Prefix {
        if (length < 0 || length > network.width()) {
            throw new IllegalArgumentException(
                    "length " + length + " is outside 0.." + network.width());
        }
        network = network.masked(length);
    }

    /**
     * Reads {@code address/length} and masks the host bits; see {@link #parseStrict} to refuse
     * them.
     *
     * @throws IllegalArgumentException if the text is not a prefix
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an address prefix such as 10.1.0.0/16");
        }
        return new Prefix(
                IpAddress.parse(text.substring(0, slash)),
                Integer.parseInt(text.substring(slash + 1)));
    }

    /**
     * Reads {@code address/length} and refuses set host bits, as Azure does.
     *
     * @throws IllegalArgumentException if the text is not a prefix, or names an address inside one
     */
    public static Prefix parseStrict(String text) {
        var prefix = parse(text);
        if (!IpAddress.parse(text.substring(0, text.indexOf('/'))).equals(prefix.network)) {
            throw new IllegalArgumentException(
                    "'" + text + "' has host bits set; the prefix is " + prefix);
        }
        return prefix;
    }

    /** The prefix that holds this one address. */
    public static Prefix host(IpAddress address) {
        return new Prefix(address, address.width());
    }

    public boolean contains(IpAddress address) {
        return address.family() == network.family() && address.masked(length).equals(network);
    }

    /** Whether every address of {@code other} is in this prefix; a prefix contains itself. */
    public boolean contains(Prefix other) {
        return length <= other.length && contains(other.network);
    }

    public boolean overlaps(Prefix other) {
        return contains(other) || other.contains(this);
    }

    /** The last address, all host bits one. */
    public IpAddress last() {
        int hostBits = network.width() - length;
        if (network.family() == IpAddress.Family.V4) {
            return IpAddress.v4((int) (network.low() | ((1L << hostBits) - 1)));
        }
        long low = hostBits >= 64 ? -1L : network.low() | ((1L << hostBits) - 1);
        long high =
                hostBits <= 64
                        ? network.high()
                        : hostBits == 128 ? -1L : network.high() | ((1L << (hostBits - 64)) - 1);
        return new IpAddress(network.family(), high, low);
    }

    /** The address {@code index} after the network address. */
    public IpAddress address(long index) {
        var address = network.plus(index);
        if (!contains(address)) {
            throw new IllegalArgumentException(this + " has no address number " + index);
        }
        return address;
    }

    @Override
    public int compareTo(Prefix other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }
}
