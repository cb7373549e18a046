package fairlead.bgp.rpki;

import java.util.Optional;

/** The errors of RFC 8210 §12, with their codes. All but one end the connection. */
public enum RtrError {
    CORRUPT_DATA(0),
    INTERNAL_ERROR(1),
    NO_DATA_AVAILABLE(2),
    INVALID_REQUEST(3),
    UNSUPPORTED_PROTOCOL_VERSION(4),
    UNSUPPORTED_PDU_TYPE(5),
    WITHDRAWAL_OF_UNKNOWN_RECORD(6),
    DUPLICATE_ANNOUNCEMENT_RECEIVED(7),
    UNEXPECTED_PROTOCOL_VERSION(8);

    private final int code;

    RtrError(int code) {
        this.code = code;
    }

    /** The code in an Error Report, 0..8 (RFC 8210 §12). */
    public int code() {
        return code;
    }

    /** The error of this code, if there is one. */
    public static Optional<RtrError> of(int code) {
        return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
    }

    /** The name in small letters: {@code corrupt data}. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
