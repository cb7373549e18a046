package fairlead.bgp.wire;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The five messages (RFC 4271 §4, RFC 2918 §3) with numbers already as wide as they can be. */
public sealed interface BgpMessage {

    /**
     * OPEN (RFC 4271 §4.2).
     *
     * @param asn from the 4-octet capability where there is one (RFC 6793 §4.1)
     * @param holdTime the proposed hold time in seconds, 0..65535
     * @param id the BGP identifier, in the form of an IPv4 address
     */
    record Open(Asn asn, int holdTime, IpAddress id, List<Capability> capabilities)
            implements BgpMessage {
        public Open {
            capabilities = List.copyOf(capabilities);
        }
    }

    /**
     * UPDATE (RFC 4271 §4.3): IPv4 unicast in the two lists, other families in the attributes.
     *
     * @param announced prefixes that {@code attributes} belong to
     * @param withdrawnPathIds of {@code withdrawn}, in its order (RFC 7911 §3); none where none are
     *     agreed
     * @param announcedPathIds of {@code announced}, likewise
     */
    record Update(
            List<Prefix> withdrawn,
            PathAttributes attributes,
            List<Prefix> announced,
            List<Long> withdrawnPathIds,
            List<Long> announcedPathIds)
            implements BgpMessage {

        /** The End-of-RIB marker of IPv4 unicast (RFC 4724 §2). */
        public static final Update END_OF_RIB =
                new Update(List.of(), PathAttributes.NONE, List.of());

        public Update {
            withdrawn = List.copyOf(withdrawn);
            announced = List.copyOf(announced);
            withdrawnPathIds = Nlri.checked(withdrawn, withdrawnPathIds);
            announcedPathIds = Nlri.checked(announced, announcedPathIds);
        }

        /** Without path identifiers. */
        public Update(List<Prefix> withdrawn, PathAttributes attributes, List<Prefix> announced) {
            this(withdrawn, attributes, announced, List.of(), List.of());
        }

        /**
         * The family that this UPDATE ends the first full exchange of, if it is an End-of-RIB
         * marker.
         */
        public Optional<AddressFamily> endOfRib() {
            if (equals(END_OF_RIB)) {
                return Optional.of(AddressFamily.IPV4_UNICAST);
            }
            return withdrawn.isEmpty() && announced.isEmpty() && attributes.list().size() == 1
                    ? attributes
                            .find(PathAttribute.MpUnreach.class)
                            .filter(unreach -> unreach.prefixes().isEmpty())
                            .map(PathAttribute.MpUnreach::family)
                    : Optional.empty();
        }

        /**
         * What it says of IPv4 unicast in the form of RFC 4271, also where it uses the attributes
         * of RFC 4760 for that family; other families are left out.
         */
        public List<Update> ipv4Unicast() {
            return UpdateSplit.ipv4Unicast(this);
        }

        /**
         * This UPDATE with all it announces taken back instead (RFC 7606 §2, treat-as-withdraw).
         */
        public Update asWithdraw() {
            return UpdateSplit.asWithdraw(this);
        }
    }

    /** NOTIFICATION (RFC 4271 §4.5); codes that we do not know are possible. */
    record Notification(int code, int subcode, Octets data) implements BgpMessage {

        /** What a hard reset gives as its reason (RFC 8538 §3); none if this is no hard reset. */
        public Optional<Notification> hardReset() {
            boolean hard = code == Fault.HARD_RESET.code() && subcode == Fault.HARD_RESET.subcode();
            if (!hard || data.size() < 2) {
                return Optional.empty();
            }
            var octets = data.toArray();
            return Optional.of(
                    new Notification(
                            octets[0] & 255,
                            octets[1] & 255,
                            Octets.of(Arrays.copyOfRange(octets, 2, octets.length))));
        }

        /**
         * For an operator: {@code cease: peer de-configured (6/3)}, with the peer's own words if
         * any.
         */
        public String text() {
            return NotificationText.of(this);
        }
    }

    /** KEEPALIVE (RFC 4271 §4.4). */
    record Keepalive() implements BgpMessage {}

    /**
     * ROUTE-REFRESH (RFC 2918 §3).
     *
     * @param subtype {@link #REQUEST}, {@link #BEGIN}, {@link #END}, or one to ignore (RFC 7313 §5)
     */
    record RouteRefresh(AddressFamily family, int subtype) implements BgpMessage {

        /** Asks for all routes of the family again. */
        public static final int REQUEST = 0;

        /** All routes of the family follow: BoRR (RFC 7313 §3.2). */
        public static final int BEGIN = 1;

        /** All routes of the family have been told again: EoRR. */
        public static final int END = 2;
    }
}
