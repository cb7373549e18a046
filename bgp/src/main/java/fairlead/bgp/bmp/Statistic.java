package fairlead.bgp.bmp;

import java.util.Arrays;
import java.util.Optional;

/** What a stats report counts (RFC 7854 §4.8, RFC 8671 §6.2): type, and how wide its value is. */
public enum Statistic {
    REJECTED_PREFIXES(0, Form.COUNTER),
    DUPLICATE_ANNOUNCEMENTS(1, Form.COUNTER),
    DUPLICATE_WITHDRAWALS(2, Form.COUNTER),
    CLUSTER_LIST_LOOPS(3, Form.COUNTER),
    AS_PATH_LOOPS(4, Form.COUNTER),
    ORIGINATOR_ID_LOOPS(5, Form.COUNTER),
    CONFEDERATION_LOOPS(6, Form.COUNTER),
    ADJ_RIB_IN_ROUTES(7, Form.GAUGE),
    LOC_RIB_ROUTES(8, Form.GAUGE),
    ADJ_RIB_IN_ROUTES_OF_FAMILY(9, Form.GAUGE_OF_FAMILY),
    LOC_RIB_ROUTES_OF_FAMILY(10, Form.GAUGE_OF_FAMILY),
    UPDATES_TREATED_AS_WITHDRAWAL(11, Form.COUNTER),
    PREFIXES_TREATED_AS_WITHDRAWAL(12, Form.COUNTER),
    DUPLICATE_UPDATES(13, Form.COUNTER),
    ADJ_RIB_OUT_ROUTES(14, Form.GAUGE),
    ADJ_RIB_OUT_POST_POLICY_ROUTES(15, Form.GAUGE),
    ADJ_RIB_OUT_ROUTES_OF_FAMILY(16, Form.GAUGE_OF_FAMILY),
    ADJ_RIB_OUT_POST_POLICY_ROUTES_OF_FAMILY(17, Form.GAUGE_OF_FAMILY);

    /** How a value is written. */
    enum Form {
        /** 32 bits that only rise. */
        COUNTER(4),
        /** 64 bits. */
        GAUGE(8),
        /** AFI, SAFI and 64 bits. */
        GAUGE_OF_FAMILY(11);

        private final int octets;

        Form(int octets) {
            this.octets = octets;
        }

        int octets() {
            return octets;
        }
    }

    private final int code;
    private final Form form;

    Statistic(int code, Form form) {
        this.code = code;
        this.form = form;
    }

    int code() {
        return code;
    }

    Form form() {
        return form;
    }

    static Optional<Statistic> of(int code) {
        return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
    }
}
