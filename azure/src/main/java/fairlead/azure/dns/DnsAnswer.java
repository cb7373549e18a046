package fairlead.azure.dns;

import fairlead.azure.dns.DnsRecord.Authority;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a name.
 *
 * @param records the answer section; empty also where the name exists without such a record
 * @param authority of a negative answer, if the name is in a zone of ours
 */
public record DnsAnswer(Code code, List<DnsRecord> records, Optional<Authority> authority) {

    /** RFC 1035 §4.1.1, the two that happen here. */
    public enum Code {
        NO_ERROR,
        NAME_ERROR
    }

    public DnsAnswer {
        records = List.copyOf(records);
    }
}
