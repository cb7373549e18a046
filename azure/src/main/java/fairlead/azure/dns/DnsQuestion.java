package fairlead.azure.dns;

import java.util.Locale;

/**
 * What is asked of a name.
 *
 * @param name absolute, in lower case, without the last dot
 */
public record DnsQuestion(String name, Type type) {

    /** The types of record that exist here, and all others. */
    public enum Type {
        A,
        PTR,
        SOA,
        ANY,
        OTHER
    }

    public DnsQuestion {
        name = name.toLowerCase(Locale.ROOT);
    }
}
