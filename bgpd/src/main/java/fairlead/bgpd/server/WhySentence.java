package fairlead.bgpd.server;

import fairlead.bgp.rib.ExportFate;
import fairlead.bgp.rib.ExportTrace;
import fairlead.bgp.rib.RouteFate;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SelectionDeferral;
import fairlead.bgp.speaker.SessionDetail;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.wire.AddressFamily;
import fairlead.net.IpAddress;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a peer is told what it is told of a prefix, in one sentence.
 *
 * @param deferral why nobody is told anything yet, after a restart
 */
record WhySentence(
        SessionReport to,
        Optional<SessionDetail> session,
        ExportTrace trace,
        Optional<SelectionDeferral> deferral) {

    String text() {
        if (to.state() != PeerState.ESTABLISHED) {
            return peer()
                    + " is told nothing: its session is "
                    + to.state().text()
                    + (to.lastError().isEmpty() ? "" : " (" + to.lastError() + ")");
        }
        var lacking = familyLacking();
        if (lacking.isPresent()) {
            return lacking.get();
        }
        if (trace.paths().isEmpty()) {
            return isNotTold() + ": nobody tells it to us" + restart();
        }
        return trace.told().isEmpty() ? notTold() : told();
    }

    private String told() {
        var told = trace.told();
        if (trace.several()) {
            return peer()
                    + (told.stream().anyMatch(WhySentence::waits) ? " is to be told " : " is told ")
                    + trace.prefix()
                    + " by "
                    + told.size()
                    + " of "
                    + trace.paths().size()
                    + (trace.paths().size() == 1 ? " path" : " paths")
                    + (told.stream().anyMatch(WhySentence::waits) ? waits() : "");
        }
        var first = told.getFirst();
        var better =
                trace.paths().stream()
                        .takeWhile(path -> path != first)
                        .map(path -> "not that of " + name(path) + ", " + why(path.export()))
                        .collect(Collectors.joining("; "));
        return peer()
                + (waits(first) ? " is to be told " : " is told ")
                + trace.prefix()
                + " by the path of "
                + name(first)
                + (better.isEmpty() ? "" : "; " + better)
                + (waits(first) ? waits() : "");
    }

    private static boolean waits(ExportTrace.Path path) {
        return path.export() instanceof ExportFate.Told(_, _, var owed) && owed;
    }

    private String waits() {
        return deferral.isEmpty()
                ? "; it waits until the peer has read what was sent before"
                : restart();
    }

    private String restart() {
        return deferral.map(one -> "; " + RestartSentence.of(one)).orElse("");
    }

    private String notTold() {
        var usable =
                trace.paths().stream()
                        .filter(path -> !(path.fate() instanceof RouteFate.Rejected))
                        .toList();
        if (usable.isEmpty()) {
            return isNotTold()
                    + ": "
                    + (trace.paths().size() == 1 ? "the only path is" : "all paths are")
                    + " kept out on import";
        }
        if (usable.getFirst().export() instanceof ExportFate.Own) {
            return isNotTold()
                    + ": "
                    + (usable.size() == 1 ? "the only path is" : "the best path is")
                    + " its own";
        }
        return isNotTold()
                + "; "
                + usable.stream()
                        .filter(path -> !(path.export() instanceof ExportFate.Behind))
                        .map(path -> "the path of " + name(path) + ": " + why(path.export()))
                        .collect(Collectors.joining("; "));
    }

    private static String why(ExportFate fate) {
        return switch (fate) {
            case ExportFate.Own() -> "it is its own";
            case ExportFate.Held(var hold) -> hold.text();
            case ExportFate.Refused(var refusal) -> refusal.text();
            case ExportFate.TooLong(var longest) ->
                    "no message of " + longest + " octets can hold it";
            case ExportFate.KeptOut() -> "it is kept out on import";
            case ExportFate.NoSession() -> "no session";
            case ExportFate.Behind() -> "another is better";
            case ExportFate.Told _ -> "it is told";
        };
    }

    /** Why the family of the prefix is not spoken, if it is not. */
    private Optional<String> familyLacking() {
        var family =
                trace.prefix().network().family() == IpAddress.Family.V4
                        ? AddressFamily.IPV4_UNICAST
                        : AddressFamily.IPV6_UNICAST;
        return session.flatMap(SessionDetail::agreed)
                .filter(agreed -> !agreed.speaks(family))
                .map(agreed ->
                        peer() + " is told nothing of " + family + ": " + who(agreed, family));
    }

    private static String who(Negotiated agreed, AddressFamily family) {
        return agreed.ours().families().contains(family)
                ? "it does not offer that family"
                : "we do not offer it (see 'families' in the file)";
    }

    private String isNotTold() {
        return peer() + " is not told " + trace.prefix();
    }

    private String peer() {
        return to.neighbour().name();
    }

    private static String name(ExportTrace.Path path) {
        return path.route().neighbour().isEmpty() ? "ourselves" : path.route().neighbour();
    }
}
