package fairlead.bgpd.config;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.AsChoice;
import fairlead.bgp.policy.AsSet;
import fairlead.bgp.policy.BuiltIn;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.NextHopChoice;
import fairlead.bgp.policy.NumberRange;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixRange;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.policy.Summary;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.wire.Origin;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyKeysTest {

    private static final String SERVER =
            """
            asn: 64500
            routerId: 192.0.2.1
            listen: 192.0.2.1
            """;
    private static final String PEERS =
            """
            peers:
              - {address: 192.0.2.11, asn: 64511}
            """;

    /** The policies of the only peer of a file with these lines. */
    private static RoutePolicies policies(String lines) {
        return policies(lines, PEERS);
    }

    private static RoutePolicies policies(String lines, String peers) {
        return Readings.good(SERVER + lines + peers)
                .speaker()
                .neighbours()
                .getFirst()
                .options()
                .policies();
    }

    private static Rule rule(String yaml) {
        return policies("import: [" + yaml + "]\n").imports().getFirst().rules().getFirst();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "family: ipv6",
                "asPathLength: 3-5",
                "originAs: [64501, 64510-64511]",
                "firstAs: peer",
                "firstAs: [64501, private, peer]",
                "neighbour: 64501",
                "neighbour: 192.0.2.0/24",
                "communities: \"65000:1\"",
                "communities: {all: [\"65000:1\", no-export]}",
                "nextHop: 192.0.2.0/24",
                "nextHop: [peer, 192.0.2.12/32]",
                "origin: [igp, egp]",
                "med: le 5",
                "localPref: ge 200",
                "rpki: [valid, not-found]",
                "not: {family: ipv4}",
                "any: [{family: ipv4}, {med: 7}]",
            })
    void aConditionIsWhatItsKeySays(String yaml) {
        var one = Condition.ALWAYS;
        var expected =
                switch (yaml) {
                    case "family: ipv6" -> new Condition.FamilyIs(IpAddress.Family.V6);
                    case "asPathLength: 3-5" -> new Condition.AsPathLengthIn(new NumberRange(3, 5));
                    case "originAs: [64501, 64510-64511]" ->
                            new Condition.OriginAsIn(AsSet.parse(List.of("64501", "64510-64511")));
                    case "firstAs: peer" -> any(new Condition.FirstAsIsPeer());
                    case "firstAs: [64501, private, peer]" ->
                            any(
                                    new Condition.FirstAsIn(AsSet.of(64501)),
                                    new Condition.FirstAsIn(AsSet.PRIVATE),
                                    new Condition.FirstAsIsPeer());
                    case "neighbour: 64501" -> any(new Condition.NeighbourAsIn(AsSet.of(64501)));
                    case "neighbour: 192.0.2.0/24" ->
                            any(
                                    new Condition.NeighbourIn(
                                            new PrefixSet(
                                                    List.of(
                                                            PrefixRange.orLonger(
                                                                    Prefix.parse(
                                                                            "192.0.2.0/24"))))));
                    case "communities: \"65000:1\"" -> any(community("65000:1"));
                    case "communities: {all: [\"65000:1\", no-export]}" ->
                            all(all(community("65000:1"), community("no-export")));
                    case "nextHop: 192.0.2.0/24" ->
                            any(new Condition.NextHopIn(PrefixSet.of("192.0.2.0/24")));
                    case "nextHop: [peer, 192.0.2.12/32]" ->
                            any(
                                    new Condition.NextHopIsPeer(),
                                    new Condition.NextHopIn(PrefixSet.of("192.0.2.12/32")));
                    case "origin: [igp, egp]" ->
                            any(
                                    new Condition.OriginIs(Origin.IGP),
                                    new Condition.OriginIs(Origin.EGP));
                    case "med: le 5" -> new Condition.MedIn(new NumberRange(0, 5));
                    case "localPref: ge 200" ->
                            new Condition.LocalPrefIn(new NumberRange(200, NumberRange.MOST));
                    case "rpki: [valid, not-found]" ->
                            any(
                                    new Condition.RpkiIs(Validity.VALID),
                                    new Condition.RpkiIs(Validity.NOT_FOUND));
                    case "not: {family: ipv4}" ->
                            new Condition.Not(new Condition.FamilyIs(IpAddress.Family.V4));
                    case "any: [{family: ipv4}, {med: 7}]" ->
                            any(
                                    new Condition.FamilyIs(IpAddress.Family.V4),
                                    new Condition.MedIn(NumberRange.of(7)));
                    default -> one;
                };
        assertThat(rule("{match: {" + yaml + "}, then: accept}"))
                .isEqualTo(Rule.of(expected, new Outcome.Accept()));
    }

    private static Condition community(String text) {
        return new Condition.HasCommunity(CommunityText.parse(text));
    }

    private static Condition any(Condition... of) {
        return new Condition.Any(List.of(of));
    }

    private static Condition all(Condition... of) {
        return new Condition.All(List.of(of));
    }

    @Test
    void actionsAreDoneInTheOrderOfTheGuide() {
        assertThat(
                        rule(
                                """
                                {prepend: {asn: first, times: 2}, add: {communities: "65000:peer"},
                                 set: {localPref: 200, med: none, origin: egp, nextHop: self,
                                 communities: [no-export], asPath: [peer, 64511]},
                                 remove: {communities: "65000:*", asns: private}}\
                                """
                                        .replace('\n', ' ')))
                .isEqualTo(
                        Rule.change(
                                Condition.ALWAYS,
                                new Action.RemoveCommunities(
                                        List.of(CommunityText.parse("65000:*"))),
                                new Action.RemoveFromAsPath(AsSet.PRIVATE),
                                new Action.SetLocalPref(200),
                                new Action.RemoveMed(),
                                new Action.SetOrigin(Origin.EGP),
                                new Action.SetNextHop(new NextHopChoice.Self()),
                                new Action.SetCommunities(
                                        List.of(CommunityText.parse("no-export"))),
                                new Action.SetAsPath(
                                        List.of(
                                                new AsChoice.Peer(),
                                                new AsChoice.Number(new Asn(64511)))),
                                new Action.AddCommunities(
                                        List.of(CommunityText.parse("65000:peer"))),
                                new Action.Prepend(new AsChoice.First(), 2)));
    }

    @Test
    void namesAndRulesMayBeMixedAndRulesThatFollowOneAnotherAreOnePolicy() {
        var imports =
                policies(
                                """
                                policies:
                                  mine: [{then: accept}]
                                import:
                                  - {then: reject}
                                  - {then: {reject: so}}
                                  - graceful-shutdown
                                  - mine
                                  - {then: accept}
                                """)
                        .imports();
        assertThat(imports)
                .extracting(Policy::name)
                .containsExactly("import", "graceful-shutdown", "mine", "import");
        assertThat(imports.getFirst().rules())
                .extracting(Rule::then)
                .containsExactly(new Outcome.Reject("no reason given"), new Outcome.Reject("so"));
    }

    @Test
    void whatHoldsForAllComesBeforeAPeersOwnAndDefaultsAreReplaced() {
        var lines =
                """
                import: graceful-shutdown
                defaults: {import: blackhole, export: blackhole-no-export}
                """;
        var own = "peers: [{address: 192.0.2.11, asn: 64511, import: reject-all}]\n";
        assertThat(policies(lines, own))
                .isEqualTo(
                        new RoutePolicies(
                                List.of(
                                        BuiltIn.GRACEFUL_SHUTDOWN.policy(),
                                        BuiltIn.REJECT_ALL.policy()),
                                List.of(BuiltIn.BLACKHOLE_NO_EXPORT.policy())));
    }

    @Test
    void withoutAPolicyNothingPassesWhereOneIsRequired() {
        var rfc8212 = List.of(BuiltIn.NO_POLICY.policy());
        assertThat(policies("")).isEqualTo(RoutePolicies.NONE);
        assertThat(policies("requirePolicy: true\n"))
                .isEqualTo(new RoutePolicies(rfc8212, rfc8212));
        assertThat(policies("requirePolicy: true\nimport: accept-all\n"))
                .isEqualTo(new RoutePolicies(List.of(BuiltIn.ACCEPT_ALL.policy()), rfc8212));
        assertThat(
                        policies(
                                "requirePolicy: true\n",
                                "peers: [{address: 192.0.2.11, asn: 64500}]\n"))
                .isEqualTo(RoutePolicies.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "prefixSets: {a: 10.0.0.1/8}            | 4:17: prefixSets.a: '10.0.0.1/8' has host bits set",
                "prefixSets: {a: [10.0.0.0/8 ge 4]}     | 4:18: prefixSets.a[0]: 10.0.0.0/8 ge 4",
                "prefixSets: {a: 10.0.0.0/8+}           | 4:17: prefixSets.a: '10.0.0.0/8+' is no prefix such as 10.0.0.0/8 or 10.0.0.0/8 ge 16 le 24",
                "prefixSets: {a: [10.0.0.0/8 ge 24 le 16]} | 4:18: prefixSets.a[0]: 10.0.0.0/8 ge 24 le 16: lengths are from 8 to 32, the shorter first",
                "asSets: {peer: [1]}                    | 4:10: asSets: 'peer' has a meaning already",
                "import: [{match: {firstAs: pear}, then: reject}]  | 4:28: import[0].match.firstAs: 'pear' is no name under asSets",
                "prefixSets: {1a: []}                   | 4:14: prefixSets: '1a' is no name",
                "communitySets: {blackhole: []}         | 4:17: communitySets: 'blackhole' has a meaning already",
                "asPaths: {a: [\"(1\"]}                 | 4:15: asPaths.a[0]: '(1' is no AS-path pattern: expected ')' at its end",
                "asSets: {a: [AS1]}                     | 4:13: asSets.a: 'AS1' is no number or range",
                "communitySets: {a: [\"1:2:3:4\"]}      | 4:21: communitySets.a[0]: '1:2:3:4' is no community",
                "policies: {a: {match: {}}}             | 4:15: policies.a: a list is wanted here",
                "policies: {a: [{mtach: {}}]}           | 4:17: policies.a[0]: unknown key 'mtach'; did you mean 'match'?",
                "policies: {a: [{match: {}}]}           | 4:16: policies.a[0]: this rule does nothing",
                "import: graceful-shutdwn               | 4:9: import: there is no policy 'graceful-shutdwn'; did you mean 'graceful-shutdown'?",
                "import: [{then: drop}]                 | 4:17: import[0].then: 'drop' is not known; known are accept, next, reject",
                "import: [{then: deny}]                 | 4:17: import[0].then: 'deny' is not known; did you mean 'reject'?",
                "import: [{match: {prefixes: bogon}, then: reject}]  | 4:29: import[0].match.prefixes: 'bogon' is no name under prefixSets, where there are none",
                "import: [{match: {rpki: maybe}, then: reject}]      | 4:25: import[0].match.rpki: 'maybe' is not known",
                "import: [{add: {communities: \"1:*\"}}]             | 4:30: import[0].add.communities: only a single community",
                "import: [{prepend: {asn: self, times: 256}}]        | 4:39: import[0].prepend.times: '256' is no whole number from 1 to 255",
                "import: [{summarise: \"2001:db8::/32\"}]              | 4:22: import[0].summarise: its next hop would be ours",
                "import: [{set: {nextHop: me}}]                      | 4:26: import[0].set.nextHop: 'me' is not an IP address",
                "import: [{match: {asPathLength: long}, then: next}] | 4:33: import[0].match.asPathLength: 'long' is no number or range",
            })
    void aFaultIsNamedWithItsPlace(String line, String problem) {
        if (!(ConfigFile.read(SERVER + line + "\n" + PEERS) instanceof Reading.Bad(var problems))) {
            throw new AssertionError(line + " is taken for good");
        }
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().toString()).startsWith(problem);
    }

    @Test
    void routesAreSummarisedOnImportAndIntoSoMany() {
        assertThat(rule("{match: {family: ipv4}, summarise: 203.0.112.0/20}").actions())
                .containsExactly(new Action.Summarise(new Summary(Prefix.parse("203.0.112.0/20"))));
        var many = new StringBuilder("import:\n");
        for (int i = 0; i <= RoutePolicies.MOST_SUMMARIES; i++) {
            many.append("  - {summarise: 10.").append(i).append(".0.0/16}\n");
        }
        assertThat(ConfigFile.read(SERVER + many + PEERS).toString())
                .contains("routes are summarised into 15 prefixes at most");
        assertThat(
                        ConfigFile.read(SERVER + "export: [{summarise: 10.0.0.0/8}]\n" + PEERS)
                                .toString())
                .contains("routes are summarised on import only");
    }

    @Test
    void aWrongSetIsReportedOnceHoweverOftenItIsUsed() {
        var text =
                SERVER
                        + """
                        prefixSets: {a: nonsense}
                        import: [{match: {prefixes: a}, then: reject}]
                        """
                        + PEERS;
        assertThat(Readings.problems(text)).hasSize(1);
    }
}
