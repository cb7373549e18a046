package fairlead.bgpd.server;

import fairlead.bgp.speaker.TurnTimes;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;

/** How long the server kept everybody waiting at the worst. */
final class TurnNumbers {

    private TurnNumbers() {}

    static void write(Exposition text, TurnTimes turns) {
        text.single(
                "fairlead_bgp_turns_total",
                Kind.COUNTER,
                "Turns of the loop that reads from, decides for and writes to all peers.",
                turns.turns());
        text.single(
                "fairlead_bgp_longest_turn_seconds",
                Kind.GAUGE,
                "The longest turn since start: so long everybody waited.",
                turns.longest().toNanos() / 1e9);
        text.single(
                "fairlead_bgp_recent_longest_turn_seconds",
                Kind.GAUGE,
                "The longest turn of the last minute, or up to two.",
                turns.recent().toNanos() / 1e9);
    }
}
