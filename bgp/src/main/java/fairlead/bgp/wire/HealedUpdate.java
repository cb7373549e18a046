package fairlead.bgp.wire;

import static java.util.stream.Collectors.joining;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.Prefix;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What an operator has to be told of an UPDATE with faults that cost no session (RFC 7606 §6). */
public final class HealedUpdate {

    /** So many faults and prefixes are spelt out; the message itself has them all. */
    private static final int SPELT_OUT = 10;

    private HealedUpdate() {}

    /**
     * One line: what was wrong and what it costs, the prefixes that it is about, and the whole
     * message.
     */
    public static String text(Update update, List<Problem> healed, byte[] octets) {
        var prefixes =
                Stream.concat(
                                UpdateSplit.announced(update).stream()
                                        .flatMap(reached -> reached.nlri().prefixes().stream()),
                                Stream.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)
                                        .flatMap(family ->
                                                UpdateSplit.withdrawn(update, family)
                                                        .prefixes()
                                                        .stream()))
                        .map(Prefix::toString)
                        .toList();
        return "in an UPDATE: "
                + some(
                        healed.stream()
                                .map(problem -> problem + ", so: " + problem.fault().cost().text())
                                .toList())
                + "; prefixes: "
                + (prefixes.isEmpty() ? "none" : some(prefixes))
                + "; the message: "
                + HexFormat.of().formatHex(octets);
    }

    private static String some(List<String> all) {
        var beginning = all.stream().limit(SPELT_OUT).collect(joining(", "));
        return all.size() > SPELT_OUT
                ? beginning + " and " + (all.size() - SPELT_OUT) + " more"
                : beginning;
    }
}
