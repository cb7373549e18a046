package fairlead.bgp.wire;

import fairlead.net.Asn;
import java.util.List;
import java.util.Optional;

/** What a speaker offers in its OPEN (RFC 5492). */
public sealed interface Capability {

    /** A family by the multiprotocol extensions, code 1 (RFC 4760 §8). */
    record MultiProtocol(AddressFamily family) implements Capability {}

    /** ROUTE-REFRESH, code 2 (RFC 2918 §2). */
    record RouteRefresh() implements Capability {}

    /** Messages of up to 65,535 octets, code 6 (RFC 8654 §3). */
    record ExtendedMessage() implements Capability {}

    /**
     * What the sender is to the other side, code 9 (RFC 9234 §4.1).
     *
     * @param value 0..255; {@link #role} knows five of them
     */
    record Role(int value) implements Capability {
        public Role {
            within(value, 255, "a role");
        }

        /** One of the roles that RFC 9234 assigns. */
        public Role(SessionRole role) {
            this(role.value());
        }

        /** The role, if it is one of those that RFC 9234 assigns. */
        public Optional<SessionRole> role() {
            return SessionRole.of(value);
        }
    }

    /**
     * Graceful restart, code 64 (RFC 4724 §3, RFC 8538 §2).
     *
     * @param restarted the sender has just started anew (R bit)
     * @param notification the sender keeps routes over a NOTIFICATION too (N bit)
     * @param time how long the sender may take to come back, in seconds, 0..4095
     * @param families those that the sender can keep forwarding for; none from a mere helper
     */
    record GracefulRestart(boolean restarted, boolean notification, int time, List<Family> families)
            implements Capability {

        /**
         * A family that is kept over a restart.
         *
         * @param forwarding whether it was kept over the last one (F bit)
         */
        public record Family(AddressFamily family, boolean forwarding) {}

        public GracefulRestart {
            within(time, 4095, "a restart time");
            families = List.copyOf(families);
        }
    }

    /** Numbers of four octets, code 65 (RFC 6793 §3). */
    record FourOctetAsn(Asn asn) implements Capability {}

    /** Several paths for a prefix, code 69 (RFC 7911 §4). */
    record AddPath(List<Family> families) implements Capability {

        /** Which way path identifiers may travel for a family, as the sender sees it. */
        public record Family(AddressFamily family, boolean receives, boolean sends) {
            public Family {
                if (!receives && !sends) {
                    throw new IllegalArgumentException(
                            "ADD-PATH for " + family + " goes at least one way");
                }
            }
        }

        public AddPath {
            families = List.copyOf(families);
        }
    }

    /** The sender marks where an answer to a refresh begins and ends, code 70 (RFC 7313 §3.1). */
    record EnhancedRouteRefresh() implements Capability {}

    /** Long-lived graceful restart, code 71 (RFC 9494 §3.1). */
    record LongLivedGracefulRestart(List<Family> families) implements Capability {

        /**
         * A family whose routes may stay long.
         *
         * @param forwarding whether it was kept over the last restart (F bit)
         * @param staleTime how long its routes may stay, in seconds, 0..2^24-1
         */
        public record Family(AddressFamily family, boolean forwarding, int staleTime) {
            public Family {
                within(staleTime, 0xffffff, "a long-lived stale time");
            }
        }

        public LongLivedGracefulRestart {
            families = List.copyOf(families);
        }
    }

    /** One that we do not use, kept as it came. */
    record Other(int code, Octets value) implements Capability {
        public Other {
            within(code, 255, "a capability code");
            within(value.size(), 255, "the length of a capability");
        }
    }

    /** {@code capabilities} as they stand in an OPEN, and in the data of a 2/7 (RFC 5492 §5). */
    static Octets octets(List<Capability> capabilities) {
        var out = new Writer();
        capabilities.forEach(capability -> CapabilityCodec.write(out, capability));
        return Octets.of(out.toArray());
    }

    private static void within(int value, int most, String what) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " is 0.." + most + ", not " + value);
        }
    }
}
