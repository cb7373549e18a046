package fairlead.bgp.rib;

import fairlead.bgp.rpki.Validity;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.wire.AsPath;
import fairlead.net.Asn;
import fairlead.net.Prefix;
import java.util.List;

/** RFC 6811 §2, payload by payload. */
final class NaiveValidity {

    private NaiveValidity() {}

    /** What {@code payloads} say of a route that a speaker of {@code own} hears. */
    static Validity of(List<Vrp> payloads, Prefix prefix, AsPath path, Asn own) {
        var covering =
                payloads.stream()
                        .filter(one ->
                                one.prefix().length() <= prefix.length()
                                        && one.prefix().contains(prefix.network()))
                        .toList();
        boolean set =
                !path.segments().isEmpty() && path.segments().getLast().kind() == AsPath.Kind.SET;
        var origin = path.segments().isEmpty() ? own : path.segments().getLast().asns().getLast();
        boolean matched =
                !set
                        && covering.stream()
                                .anyMatch(one ->
                                        one.origin().equals(origin)
                                                && origin.value() != 0
                                                && prefix.length() <= one.maxLength());
        return matched
                ? Validity.VALID
                : covering.isEmpty() ? Validity.NOT_FOUND : Validity.INVALID;
    }
}
