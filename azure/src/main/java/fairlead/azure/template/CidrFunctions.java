package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** "CIDR functions for ARM templates", for both families. */
final class CidrFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("cidrHost", 2, 2, CidrFunctions::host),
                    new Function("cidrSubnet", 3, 3, CidrFunctions::subnet),
                    new Function("parseCidr", 1, 1, CidrFunctions::parse));

    private CidrFunctions() {}

    private static Prefix prefix(Arguments arguments) throws RefusedException {
        var text = arguments.text(0);
        try {
            return Prefix.parse(text);
        } catch (IllegalArgumentException e) {
            throw arguments.fault(
                    "The value '"
                            + text
                            + "' is not a valid CIDR notation: "
                            + e.getMessage()
                            + ".");
        }
    }

    /** Host 0 is the first usable one, the address after that of the network. */
    private static JsonNode host(Arguments arguments) throws RefusedException {
        var prefix = prefix(arguments);
        var host = BigInteger.valueOf(arguments.integer(1)).add(BigInteger.ONE);
        var size = BigInteger.ONE.shiftLeft(prefix.network().width() - prefix.length());
        if (host.signum() <= 0 || host.compareTo(size) >= 0) {
            throw arguments.fault(
                    "There is no host " + arguments.integer(1) + " in " + prefix + ".");
        }
        return Values.of(plus(prefix.network(), host).toString());
    }

    private static JsonNode subnet(Arguments arguments) throws RefusedException {
        var prefix = prefix(arguments);
        long length = arguments.integer(1);
        int width = prefix.network().width();
        if (length < prefix.length() || length > width) {
            throw arguments.fault(
                    "The new prefix length "
                            + length
                            + " is outside "
                            + prefix.length()
                            + " to "
                            + width
                            + ".");
        }
        var index = BigInteger.valueOf(arguments.integer(2));
        if (index.signum() < 0 || index.bitLength() > length - prefix.length()) {
            throw arguments.fault(
                    "There is no subnet " + index + " of length " + length + " in " + prefix + ".");
        }
        var network = plus(prefix.network(), index.shiftLeft(width - (int) length));
        return Values.of(new Prefix(network, (int) length).toString());
    }

    private static JsonNode parse(Arguments arguments) throws RefusedException {
        var prefix = prefix(arguments);
        int width = prefix.network().width();
        var ones = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
        var mask = ones.shiftRight(width - prefix.length()).shiftLeft(width - prefix.length());
        var parsed =
                Values.object()
                        .put("network", prefix.network().toString())
                        .put("netmask", address(mask, width).toString());
        var first = prefix.network();
        var last = prefix.last();
        if (prefix.network().family() == IpAddress.Family.V4) {
            parsed.put("broadcast", last.toString());
            // A /31 has two usable addresses (RFC 3021), a /32 has one.
            if (prefix.length() < 31) {
                first = plus(first, BigInteger.ONE);
                last = plus(last, BigInteger.ONE.negate());
            }
        }
        return parsed.put("firstUsable", first.toString())
                .put("lastUsable", last.toString())
                .put("cidr", prefix.length());
    }

    private static IpAddress plus(IpAddress address, BigInteger count) {
        return address(new BigInteger(1, address.octets()).add(count), address.width());
    }

    private static IpAddress address(BigInteger number, int width) {
        var octets = new byte[width / 8];
        var bytes = number.toByteArray();
        int length = Math.min(bytes.length, octets.length);
        System.arraycopy(bytes, bytes.length - length, octets, octets.length - length, length);
        return IpAddress.of(octets);
    }
}
