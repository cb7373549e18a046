package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.AttributeEdit;
import fairlead.bgp.policy.CommunityPattern;
import fairlead.bgp.policy.CommunityPattern.Field;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.CompiledPolicy;
import fairlead.bgp.policy.Policy;
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
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import fairlead.testkit.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the guide, read as a server reads it, and asked about routes. */
class PolicyExampleTest {

    private static final Path EXAMPLE = Path.of("../docs/guide/bgp-policy.yaml");
    private static final Path GUIDE = Path.of("../docs/guide/bgp-policy.md");
    private static final String KEYS =
            "<!-- keys: made from the program by a test; -Dgolden.rewrite=true -->";
    private static final String KEYS_END = "<!-- end of keys -->";
    private static final String BEGIN =
            "<!-- verdicts: made from the example by a test; -Dgolden.rewrite=true -->";
    private static final String END = "<!-- end of verdicts -->";

    /** Peer, direction, prefix, AS path, RPKI, then what is unusual about the route. */
    private static final List<String> ROUTES =
            List.of(
                    "first  | import | 203.0.113.0/24     | 64501             | valid     |",
                    "first  | import | 203.0.113.0/24     | 64501             | invalid   |",
                    "first  | import | 10.1.0.0/16        | 64501             | not-found |",
                    "first  | import | 203.0.113.0/25     | 64501             | not-found |",
                    "first  | import | 203.0.113.7/32     | 64501             | not-found | blackhole",
                    "first  | import | 198.51.100.0/24    | 64501             | not-found |",
                    "first  | import | 2001:db8:1::/48    | 64501             | not-found | 64500:1000:1",
                    "first  | import | 203.0.113.0/24     | 64501 65000 64510 | not-found |",
                    "first  | import | 203.0.113.0/24     | 64501 1299 64510  | not-found |",
                    "first  | import | 203.0.113.0/24     | 64501             | not-found | graceful-shutdown",
                    "second | import | 198.51.100.0/24    | 64502             | valid     | 64502:10 64502:20",
                    "second | import | 198.51.100.0/24    | 64502             | valid     | 64502:10",
                    "second | import | 198.51.100.0/24    | 64502             | valid     | incomplete med=100",
                    "second | import | 198.51.100.0/24    | 64502             | valid     | via=192.0.2.200",
                    "second | export | 203.0.113.0/24     | 64501             | not-found |",
                    "second | export | 2001:db8:1::/48    | 64501             | not-found |",
                    "second | export | 203.0.113.0/24     | 64501             | not-found | 0:64502",
                    "first  | export | 198.51.100.0/24    | 64502             | not-found | 0:64500 64500:64501",
                    "first  | export | 198.51.100.0/24    | 64502             | not-found | 64500:101:64501",
                    "first  | export | 198.51.100.7/32    | 64502             | not-found | blackhole");

    @Test
    void theGuideSaysWhatBecomesOfRoutes() throws Exception {
        var table = new StringBuilder();
        table.append("\n| Peer | | Prefix | AS path | RPKI | With | Verdict |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        for (var route : ROUTES) {
            var cells = Arrays.stream(route.split("\\|", -1)).map(String::strip).toList();
            table.append("| ").append(String.join(" | ", cells)).append(" | ");
            table.append(verdict(cells)).append(" |\n");
        }
        Golden.checkBetween(GUIDE, BEGIN, END, table + "\n");
    }

    @Test
    void theGuideListsEveryKey() {
        Golden.checkBetween(
                GUIDE,
                KEYS,
                KEYS_END,
                "\nOf a rule:\n\n"
                        + KeysPageTest.table(RuleKeys.ALL)
                        + "\nOf `match`, all of which have to hold:\n\n"
                        + KeysPageTest.table(MatchKeys.ALL)
                        + "\n");
    }

    private static String verdict(List<String> cells) throws Exception {
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

    private static Neighbour peer(String name) throws Exception {
        if (!(ConfigFile.read(Files.readString(EXAMPLE)) instanceof Reading.Good(var config))) {
            throw new AssertionError(ConfigFile.read(Files.readString(EXAMPLE)));
        }
        return config.speaker().neighbours().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PathAttributes route(List<String> cells, Neighbour peer) {
        var path = Arrays.stream(cells.get(3).split(" ", -1)).mapToLong(Long::parseLong).toArray();
        var nextHop = cells.get(2).contains(":") ? "2001:db8::1" : peer.address().toString();
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
        list.add(new PathAttribute.AsPathIs(AsPath.of(path)));
        list.add(new PathAttribute.NextHopIs(IpAddress.parse(nextHop)));
        if (!standard.isEmpty()) {
            list.add(new PathAttribute.Communities(standard));
        }
        if (!large.isEmpty()) {
            list.add(new PathAttribute.LargeCommunities(large));
        }
        return new PathAttributes(list);
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

    @Test
    void theExampleHasAPolicyForEverybody() throws Exception {
        for (var name : List.of("first", "second")) {
            var policies = peer(name).options().policies();
            assertThat(policies.imports())
                    .extracting(Policy::name)
                    .startsWith(
                            "reject-rpki-invalid",
                            "graceful-shutdown",
                            "blackhole",
                            "clean",
                            "tag");
            assertThat(policies.exports())
                    .extracting(Policy::name)
                    .startsWith("route-server-communities", "blackhole-no-export");
        }
    }
}
