package fairlead.bgp.wire;

import java.util.Arrays;
import java.util.Optional;

/** Where a route began (RFC 4271 §4.3 a), in order of preference. */
public enum Origin {
    IGP(0),
    EGP(1),
    INCOMPLETE(2);

    private final int code;

    Origin(int code) {
        this.code = code;
    }

    /** The code on the wire. */
    int code() {
        return code;
    }

    static Optional<Origin> of(int code) {
        return Arrays.stream(values()).filter(origin -> origin.code == code).findFirst();
    }
}
