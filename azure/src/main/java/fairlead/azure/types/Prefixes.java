package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reads addresses and prefixes as Azure does. */
final class Prefixes {

    private Prefixes() {}

    /**
     * Reads an IPv4 prefix.
     *
     * @throws RefusedException {@code InvalidAddressPrefixFormat} if it is none, {@code
     *     InvalidCIDRNotation} if it has host bits
     */
    static Prefix read(String text, String path) throws RefusedException {
        Prefix prefix;
        try {
            prefix = Prefix.parse(text.strip());
        } catch (IllegalArgumentException notAPrefix) {
            throw refused(
                    "InvalidAddressPrefixFormat",
                    "Address prefix "
                            + text
                            + " at '"
                            + path
                            + "' is not formatted correctly: "
                            + notAPrefix.getMessage()
                            + ".",
                    path);
        }
        if (!text.strip().equals(prefix.toString())) {
            throw refused(
                    "InvalidCIDRNotation",
                    "The address prefix "
                            + text
                            + " at '"
                            + path
                            + "' has host bits set. For this length it should be "
                            + prefix
                            + ".",
                    path);
        }
        if (prefix.network().family() != IpAddress.Family.V4) {
            throw Refusal.lacking(path, "IPv6 (" + text + ")");
        }
        return prefix;
    }

    /** Reads every text of an array and stores each in its canonical form. */
    static List<Prefix> readAll(ObjectNode properties, String member, String path)
            throws RefusedException {
        var texts = new Fields(properties).texts(member);
        var prefixes = new ArrayList<Prefix>();
        for (int i = 0; i < texts.size(); i++) {
            prefixes.add(read(texts.get(i), path + "." + member + "[" + i + "]"));
        }
        if (!prefixes.isEmpty()) {
            var array = properties.putArray(member);
            prefixes.forEach(prefix -> array.add(prefix.toString()));
        }
        return prefixes;
    }

    /**
     * Reads an IPv4 address.
     *
     * @throws RefusedException {@code InvalidIPAddressFormat} if it is none
     */
    static IpAddress address(String text, String path) throws RefusedException {
        try {
            var address = IpAddress.parse(text.strip());
            if (address.family() != IpAddress.Family.V4) {
                throw Refusal.lacking(path, "IPv6 (" + text + ")");
            }
            return address;
        } catch (IllegalArgumentException notAnAddress) {
            throw refused(
                    "InvalidIPAddressFormat",
                    "'" + text + "' at '" + path + "' is not an IP address.",
                    path);
        }
    }

    private static RefusedException refused(String code, String message, String path) {
        return new RefusedException(400, new ArmError(code, message, path));
    }
}
