package fairlead.bgp.wire;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.Prefix;
import java.util.HexFormat;
import java.util.Set;

/** A good UPDATE in hexadecimal parts, for tests that spoil one or add another. */
final class GoodUpdate {

    static final String ORIGIN = "40010100";
    static final String AS_PATH = "40020602010000fde9";
    static final String NEXT_HOP = "4003040a010205";
    static final String LOCAL_PREF = "40050400000064";

    /** 2001:db8:9::/48 by way of 2001:db8::5. */
    static final String REACH =
            "800e1c"
                    + "000201"
                    + "10"
                    + "20010db8000000000000000000000005"
                    + "00"
                    + "3020010db80009";

    static final Prefix ANNOUNCED = Prefix.parse("10.9.0.0/16");
    static final Prefix ANNOUNCED_SIX = Prefix.parse("2001:db8:9::/48");

    static final SessionShape EXTERNAL = SessionShape.of(AsWidth.FOUR);
    static final SessionShape NARROW = SessionShape.of(AsWidth.TWO);
    static final SessionShape INTERNAL =
            new SessionShape(
                    AsWidth.FOUR, true, EXTERNAL.families(), Set.of(), Set.of(), Framing.LONGEST);

    private GoodUpdate() {}

    /** Its attributes. */
    static String good() {
        return ORIGIN + AS_PATH + NEXT_HOP;
    }

    /** All of it, read. */
    static Update goodUpdate() {
        return (Update) ((Decoded.Ok) BgpCodec.decode(update(good()), AsWidth.FOUR)).message();
    }

    /** An UPDATE of these attributes alone, read. */
    static Update decode(String attributes) {
        return decode(attributes, "");
    }

    static Update decode(String attributes, String nlri) {
        return (Update)
                ((Decoded.Ok) BgpCodec.decode(update(attributes, nlri), AsWidth.FOUR)).message();
    }

    /** An UPDATE of these attributes that announces 10.9.0.0/16. */
    static byte[] update(String attributes) {
        return update(attributes, "100a09");
    }

    /** An UPDATE of these attributes and prefixes, all in hexadecimal. */
    static byte[] update(String attributes, String nlri) {
        var body = "0000" + "%04x".formatted(attributes.length() / 2) + attributes + nlri;
        return HexFormat.of()
                .parseHex("ff".repeat(16) + "%04x".formatted(19 + body.length() / 2) + "02" + body);
    }
}
