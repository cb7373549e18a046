package fairlead.bgp.policy;

import static java.util.Objects.requireNonNull;

import fairlead.bgp.policy.CommunityPattern.Extended;
import fairlead.bgp.policy.CommunityPattern.Field;
import fairlead.bgp.policy.CommunityPattern.Large;
import fairlead.bgp.policy.CommunityPattern.Standard;
import fairlead.net.IpAddress;
import java.util.Map;

/**
 * Reads patterns of communities: {@code 65000:1}, {@code 65000:*}, {@code *:100-199}, {@code
 * 0:peer}; {@code 65000:1:*} (large); {@code rt:65000:100}, {@code ro:192.0.2.1:*} and {@code
 * ext:4300*} (extended: route target, route origin, hexadecimal digits); {@code no-export} and the
 * like.
 */
public final class CommunityText {

    /** RFC 4360 §4, §5: sub-types of two-octet AS, IPv4 address and four-octet AS (RFC 5668). */
    private static final Map<String, Integer> SUBTYPES = Map.of("rt", 2, "ro", 3);

    private static final int TWO_OCTET_AS = 0;
    private static final int IPV4_ADDRESS = 1;
    private static final int FOUR_OCTET_AS = 2;

    private CommunityText() {}

    /**
     * @throws IllegalArgumentException if the text is no pattern, naming what is wrong
     */
    public static CommunityPattern parse(String given) {
        var text = given.strip();
        var known = WellKnownCommunity.named(text);
        if (known.isPresent()) {
            return known.get().pattern();
        }
        var parts = text.split(":", -1);
        if (parts.length == 2 && parts[0].equals("ext")) {
            return digits(parts[1], text);
        }
        if (parts.length == 3 && SUBTYPES.containsKey(parts[0])) {
            return extended(parts, text);
        }
        return switch (parts.length) {
            case 2 ->
                    new Standard(
                            field(parts[0], CommunityPattern.ANY_SHORT, text),
                            field(parts[1], CommunityPattern.ANY_SHORT, text));
            case 3 ->
                    new Large(
                            field(parts[0], CommunityPattern.ANY_LONG, text),
                            field(parts[1], CommunityPattern.ANY_LONG, text),
                            field(parts[2], CommunityPattern.ANY_LONG, text));
            default -> throw wrong(text);
        };
    }

    private static Field field(String part, Field any, String text) {
        return switch (part) {
            case "*" -> any;
            case "self" -> new Field.Self();
            case "peer" -> new Field.Peer();
            default -> {
                if (!part.matches("\\d{1,10}(-\\d{1,10})?")) {
                    throw wrong(text);
                }
                yield new Field.Range(NumberRange.parse(part));
            }
        };
    }

    private static Extended digits(String digits, String text) {
        if (!digits.matches("[0-9a-fA-F]{16}|[0-9a-fA-F]{0,15}\\*")) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no extended community: after ext: come 16 hexadecimal digits,"
                            + " or fewer and *");
        }
        long value = 0;
        long mask = 0;
        for (int i = 0; i < 16; i++) {
            boolean given = i < digits.length() && digits.charAt(i) != '*';
            value = value << 4 | (given ? Character.digit(digits.charAt(i), 16) : 0);
            mask = mask << 4 | (given ? 15 : 0);
        }
        return new Extended(value, mask);
    }

    private static Extended extended(String[] parts, String text) {
        long subtype = requireNonNull(SUBTYPES.get(parts[0]));
        if (parts[1].indexOf('.') > 0) {
            long address = IpAddress.parse(parts[1]).low();
            return withNumber(IPV4_ADDRESS, subtype, address, 16, parts[2], text);
        }
        if (!parts[1].matches("\\d{1,10}")) {
            throw wrong(text);
        }
        long asn = NumberRange.parse(parts[1]).from();
        return asn > 0xffff
                ? withNumber(FOUR_OCTET_AS, subtype, asn, 16, parts[2], text)
                : withNumber(TWO_OCTET_AS, subtype, asn, 32, parts[2], text);
    }

    /** The type in the highest octet, the sub-type, the administrator, and a number at the end. */
    private static Extended withNumber(
            long type, long subtype, long administrator, int bits, String number, String text) {
        long value = type << 56 | subtype << 48 | administrator << bits;
        long numberMask = (1L << bits) - 1;
        if (number.equals("*")) {
            return new Extended(value, ~numberMask);
        }
        if (!number.matches("\\d{1,10}") || Long.parseLong(number) > numberMask) {
            throw wrong(text);
        }
        return new Extended(value | Long.parseLong(number), -1L);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'"
                        + text
                        + "' is no community such as 65000:1, 65000:*, 65000:1:2, rt:65000:1 or"
                        + " no-export");
    }
}
