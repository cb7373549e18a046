package fairlead.cloud;

import fairlead.azure.vnet.Path;
import fairlead.azure.vnet.Path.Hop;
import fairlead.azure.vnet.Topology.Nic;
import fairlead.azure.vnet.Why;
import fairlead.host.desired.Footprint;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a predicted path and footprints side by side, in words, and says where they part. */
final class TraceRows {

    /**
     * One station.
     *
     * @param predicted empty if the prediction has ended before
     * @param seen empty if nothing more was seen
     */
    record Row(String predicted, String seen, boolean agrees) {}

    private final TraceNetwork network;

    TraceRows(TraceNetwork network) {
        this.network = network;
    }

    List<Row> rows(Path path, List<Footprint> prints) {
        var rows = new ArrayList<Row>();
        var hops = path.hops();
        boolean together = true;
        for (int i = 0; i < Math.max(hops.size(), prints.size()); i++) {
            boolean both = i < hops.size() && i < prints.size();
            together = together && both && agree(hops.get(i), prints.get(i));
            rows.add(
                    new Row(
                            i < hops.size() ? text(hops.get(i), i == 0) : "",
                            i < prints.size() ? text(prints.get(i), i == 0) : "",
                            together));
        }
        return rows;
    }

    private static boolean agree(Hop hop, Footprint print) {
        return switch (hop) {
            case Hop.Sends(var nic, _) ->
                    print instanceof Footprint.Sent(int serial, _, _) && serial == nic.serial();
            case Hop.Arrives(var nic) ->
                    print instanceof Footprint.Handed(int serial) && serial == nic.serial();
            case Hop.Handed(_, var taken) ->
                    print instanceof Footprint.Handed(int serial) && serial == taken.serial();
            case Hop.Leaves(var as) ->
                    print instanceof Footprint.Outside(var source) && as.contains(source);
            case Hop.MeetsPlatform() -> print instanceof Footprint.Platform;
            // An appliance that a packet goes round through keeps it when the TTL is used up.
            case Hop.Dropped _ ->
                    print instanceof Footprint.Lost || print instanceof Footprint.Kept;
        };
    }

    private String text(Hop hop, boolean first) {
        return switch (hop) {
            case Hop.Sends(var nic, var why) ->
                    network.name(nic)
                            + (first ? " sends " : " decides; if it sends it on: ")
                            + route(why);
            case Hop.Arrives(var nic) -> "arrives at " + network.name(nic);
            case Hop.Handed(var members, var taken) ->
                    "to "
                            + network.name(taken)
                            + (members.size() < 2 ? "" : ", one of " + members.size() + " by flow");
            case Hop.Leaves(var as) -> "leaves as " + words(as, " or ");
            case Hop.MeetsPlatform() -> "arrives at the platform";
            case Hop.Dropped(var reason) -> "dropped: " + reason;
        };
    }

    private static String route(Why why) {
        return why.chosen()
                .map(chosen -> {
                    var entry = chosen.entry();
                    return "by "
                            + entry.prefix()
                            + " "
                            + entry.nextHop().azureName()
                            + " ("
                            + chosen.reason()
                            + ")";
                })
                .orElse(
                        why.candidates().isEmpty()
                                ? "by no route"
                                : "past every route: " + why.candidates().getFirst().reason());
    }

    private String text(Footprint print, boolean first) {
        return switch (print) {
            case Footprint.Sent(int serial, var source, long packets) ->
                    (first ? "sent by " : "sent on by ")
                            + name(serial)
                            + (first
                                    ? ""
                                    : isOwn(serial, source)
                                            ? " with its own address"
                                            : " with source " + source)
                            + (packets < 2 ? "" : ", " + packets + " times");
            case Footprint.Handed(int serial) -> "handed to " + name(serial);
            case Footprint.Outside(var source) -> "left as " + source + ", the Internet got it";
            case Footprint.Platform() -> "the platform got it";
            case Footprint.Kept(int serial) ->
                    name(serial) + (first ? " did not send it" : " did not send it on");
            case Footprint.Lost(var cause) -> cause.text();
        };
    }

    private boolean isOwn(int serial, IpAddress source) {
        return network.nic(serial).map(Nic::addresses).orElse(List.of()).contains(source);
    }

    private String name(int serial) {
        return network.nic(serial).map(network::name).orElse("NIC " + serial);
    }

    private static String words(List<IpAddress> addresses, String between) {
        return addresses.stream().map(IpAddress::toString).collect(Collectors.joining(between));
    }
}
