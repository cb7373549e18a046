package fairlead.bgpd.config;

import fairlead.bgp.policy.AttributeEdit;
import fairlead.bgp.policy.CommunityPattern;
import fairlead.bgp.policy.CommunityPattern.Field;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.policy.RouteView;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.LargeCommunity;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the policies of a file make of routes. A route is a line of cells: peer, direction, prefix,
 * AS path, RPKI, then what is unusual about it.
 */
record Verdicts(ServerConfig config) {

    static Verdicts of(Path file) throws IOException {
        return new Verdicts(Readings.good(Files.readString(file)));
    }

    /** A row for each route, with the verdict in the last column. */
    String table(List<String> routes) {
        var table = new StringBuilder();
        table.append("\n| Peer | | Prefix | AS path | RPKI | With | Verdict |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        for (var route : routes) {
            table.append("| ").append(String.join(" | ", cells(route))).append(" | ");
            table.append(verdict(route)).append(" |\n");
        }
        return table + "\n";
    }

    /** In words. */
    String verdict(String route) {
        return verdict(cells(route));
    }

    private static List<String> cells(String route) {
        return Arrays.stream(route.split("\\|", -1)).map(String::strip).toList();
    }

    private String verdict(List<String> cells) {
        var peer = peer(cells.get(0));
        boolean imports = cells.get(1).equals("import");
        var before = route(cells, peer);
        var octets = CanonicalAttributes.write(before);
        var prefix = Prefix.parse(cells.get(2));
        var network = prefix.network();
        var view = new RouteView();
        if (network.family() == IpAddress.Family.V4) {
            view.ipv4(network.v4Bits(), prefix.length());
        } else {
            view.ipv6(network.high(), network.low(), prefix.length());
        }
        view.attributes(octets, 0, octets.length)
                .self(64500, IpAddress.parse("192.0.2.1"))
                .peer((int) peer.asn().value(), peer.address())
                .rpki(validity(cells.get(4)));
        var policies = peer.options().policies();
        var compiled = CompiledPolicy.of(imports ? policies.imports() : policies.exports());
        var edit = new AttributeEdit();
        int answer = compiled.apply(view, edit);
        if (answer > 0) {
            return "rejected: " + compiled.refusal(answer).reason();
        }
        return answer == CompiledPolicy.ACCEPTED
                ? "accepted"
                : "accepted with "
                        + differences(
                                before,
                                CanonicalAttributes.read(
                                        Arrays.copyOfRange(edit.octets(), edit.from(), edit.to())));
    }

    private static Validity validity(String text) {
        return Arrays.stream(Validity.values())
                .filter(one -> one.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    Neighbour peer(String name) {
        return config.speaker().neighbours().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PathAttributes route(List<String> cells, Neighbour peer) {
        boolean sameFamily =
                Prefix.parse(cells.get(2)).network().family() == peer.address().family();
        var nextHop = sameFamily ? peer.address().toString() : "2001:db8::1";
        var origin = Origin.IGP;
        var list = new ArrayList<PathAttribute>();
        var standard = new ArrayList<Community>();
        var large = new ArrayList<LargeCommunity>();
        for (var one : cells.get(5).split(" ", -1)) {
            if (one.equals("incomplete")) {
                origin = Origin.INCOMPLETE;
            } else if (one.startsWith("med=")) {
                list.add(new PathAttribute.Med(Long.parseLong(one.substring(4))));
            } else if (one.startsWith("via=")) {
                nextHop = one.substring(4);
            } else if (!one.isEmpty()) {
                switch (CommunityText.parse(one)) {
                    case CommunityPattern.Standard(var high, var low) ->
                            standard.add(Community.of((int) number(high), (int) number(low)));
                    case CommunityPattern.Large(var a, var b, var c) ->
                            large.add(new LargeCommunity(number(a), number(b), number(c)));
                    case CommunityPattern.Extended _ -> throw new AssertionError(one);
                }
            }
        }
        list.add(new PathAttribute.OriginIs(origin));
        list.add(new PathAttribute.AsPathIs(path(cells.get(3))));
        list.add(new PathAttribute.NextHopIs(IpAddress.parse(nextHop)));
        if (!standard.isEmpty()) {
            list.add(new PathAttribute.Communities(standard));
        }
        if (!large.isEmpty()) {
            list.add(new PathAttribute.LargeCommunities(large));
        }
        return new PathAttributes(list);
    }

    /**
     * Numbers and sets of them, such as {@code {64510,64511}}; {@code 64501*3} is it three times.
     */
    private static AsPath path(String text) {
        var segments = new ArrayList<AsPath.Segment>();
        var sequence = new ArrayList<Asn>();
        for (var one : text.split(" ", -1)) {
            if (one.startsWith("{")) {
                sequence(sequence, segments);
                segments.add(
                        new AsPath.Segment(
                                AsPath.Kind.SET,
                                Arrays.stream(one.substring(1, one.length() - 1).split(",", -1))
                                        .map(Verdicts::asn)
                                        .toList()));
            } else if (!one.isEmpty()) {
                var repeated = one.split("\\*", -1);
                int times = repeated.length == 1 ? 1 : Integer.parseInt(repeated[1]);
                sequence.addAll(Collections.nCopies(times, asn(repeated[0])));
            }
        }
        sequence(sequence, segments);
        return new AsPath(segments);
    }

    private static void sequence(List<Asn> asns, List<AsPath.Segment> segments) {
        if (!asns.isEmpty()) {
            segments.add(new AsPath.Segment(AsPath.Kind.SEQUENCE, asns));
            asns.clear();
        }
    }

    private static Asn asn(String text) {
        return new Asn(Long.parseLong(text));
    }

    private static long number(Field field) {
        return ((Field.Range) field).range().from();
    }

    /** In words: attributes that are other ones now, and types of those that are gone. */
    private static String differences(PathAttributes before, PathAttributes after) {
        var words = new ArrayList<String>();
        for (var one : after.list()) {
            if (!before.list().contains(one)) {
                words.add(text(one));
            }
        }
        for (var one : before.list()) {
            if (after.find(one.getClass()).isEmpty()) {
                words.add("no " + text(one).split(" ", 2)[0]);
            }
        }
        return String.join(", ", words);
    }

    private static String text(PathAttribute attribute) {
        return switch (attribute) {
            case PathAttribute.AsPathIs(var path) -> "AS_PATH " + path;
            case PathAttribute.NextHopIs(var address, _) -> "NEXT_HOP " + address;
            case PathAttribute.Med(var value) -> "MED " + value;
            case PathAttribute.LocalPref(var value) -> "LOCAL_PREF " + value;
            case PathAttribute.Communities(var list) ->
                    "COMMUNITIES "
                            + String.join(" ", list.stream().map(Community::toString).toList());
            case PathAttribute.LargeCommunities(var list) ->
                    "LARGE_COMMUNITIES "
                            + String.join(
                                    " ", list.stream().map(LargeCommunity::toString).toList());
            default -> attribute.toString();
        };
    }
}
