package fairlead.bgp.wire;

import java.util.Arrays;
import java.util.Optional;

/** What a speaker is to its neighbour (RFC 9234 §4.1), with the values on the wire. */
public enum SessionRole {
    PROVIDER(0),
    ROUTE_SERVER(1),
    ROUTE_SERVER_CLIENT(2),
    CUSTOMER(3),
    PEER(4);

    private final int value;

    SessionRole(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }

    /** The only role that the other side may have (RFC 9234 §4.2, table 2). */
    public SessionRole counterpart() {
        return switch (this) {
            case PROVIDER -> CUSTOMER;
            case CUSTOMER -> PROVIDER;
            case ROUTE_SERVER -> ROUTE_SERVER_CLIENT;
            case ROUTE_SERVER_CLIENT -> ROUTE_SERVER;
            case PEER -> PEER;
        };
    }

    /** As the RFC writes it: {@code rs-client}. */
    public String text() {
        return switch (this) {
            case PROVIDER -> "provider";
            case CUSTOMER -> "customer";
            case ROUTE_SERVER -> "rs";
            case ROUTE_SERVER_CLIENT -> "rs-client";
            case PEER -> "peer";
        };
    }

    static Optional<SessionRole> of(int value) {
        return Arrays.stream(values()).filter(role -> role.value == value).findFirst();
    }
}
