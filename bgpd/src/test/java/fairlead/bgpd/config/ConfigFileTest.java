package fairlead.bgpd.config;

import static fairlead.bgpd.config.Readings.good;
import static fairlead.bgpd.config.Readings.problems;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bfd.BfdTerms;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.speaker.Authentication;
import fairlead.bgp.speaker.Bfd;
import fairlead.bgp.speaker.FamilyOptions;
import fairlead.bgp.speaker.FamilyOptions.AddPath;
import fairlead.bgp.speaker.FamilyOptions.Exceeding;
import fairlead.bgp.speaker.HoldTime;
import fairlead.bgp.speaker.ListenAddress;
import fairlead.bgp.speaker.LocalRole;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.NeighbourOptions;
import fairlead.bgp.speaker.Reach;
import fairlead.bgp.speaker.Readmission;
import fairlead.bgp.speaker.Relation;
import fairlead.bgp.speaker.Restarts;
import fairlead.bgp.speaker.Secret;
import fairlead.bgp.speaker.SendHold;
import fairlead.bgp.wire.AddressFamily;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One good file, and rows that change one thing in it. */
class ConfigFileTest {

    private static final String SMALL =
            """
            asn: 64500
            routerId: 192.0.2.1
            listen: 192.0.2.1
            peers:
              - {address: 192.0.2.11, asn: 64511, passive: true}
            """;

    @Test
    void aPeerThatIsToDialUsNeedsAnAddressOfItsFamily() {
        var file = SMALL.replace("192.0.2.11", "'2001:db8::12'");
        assertThat(problems(file))
                .singleElement()
                .asString()
                .contains("it is to dial us, and there is no IPv6 address under 'listen'");
        assertThat(good(file.replace("passive: true", "passive: false"))).isNotNull();
    }

    /** Lines are counted in the rows below. */
    private static final String WHOLE =
            """
            asn: 64500
            routerId: 192.0.2.1
            listen: [192.0.2.1, "[2001:db8::1]:1179"]
            holdTime: 90s
            connectRetry: 10s
            defaults:
              holdTime: 30
              prefixLimit: 1000
            peers:
              - address: 192.0.2.11
                asn: 64511
                name: first
                passive: true
                password: hunter2
                families: [ipv4]
                addPath: both
                relation: external
                ttlSecurity: 2
                gracefulRestart: helper
                role: provider
                roleStrict: true
                asn4: false
                port: 1790
                description: the first of all
              - address: 2001:db8::12
                asn: 64500
                holdTime: 3m
                prefixLimit: {ipv6: 5, action: warn}
                bfd: {interval: 100ms, multiplier: 5, multihop: true}
                multihop: 3
            """;

    private static final Readmission HALF_AN_HOUR = new Readmission.After(Duration.ofMinutes(30));

    @Test
    void aSmallFileNeedsFourKeys() {
        var config = good(SMALL).speaker();
        assertThat(config.local().asn()).isEqualTo(new Asn(64500));
        assertThat(config.local().listen())
                .containsExactly(new ListenAddress(IpAddress.parse("192.0.2.1"), 179));
        assertThat(config.timing().hold()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.neighbours())
                .containsExactly(
                        new Neighbour(
                                "192.0.2.11",
                                IpAddress.parse("192.0.2.11"),
                                new Asn(64511),
                                NeighbourOptions.USUAL
                                        .draft()
                                        .relation(Relation.ROUTE_SERVER_CLIENT)
                                        .passive(true)
                                        .readmission(HALF_AN_HOUR)
                                        .made()));
    }

    @Test
    void everyKeyGoesWhereItBelongs() {
        var config = good(WHOLE).speaker();
        assertThat(config.local().listen())
                .containsExactly(
                        new ListenAddress(IpAddress.parse("192.0.2.1"), 179),
                        new ListenAddress(IpAddress.parse("2001:db8::1"), 1179));
        assertThat(config.timing().retryAtMost()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.timing().retryAtLeast()).isEqualTo(Duration.ofSeconds(2));
        var first = config.neighbours().getFirst();
        assertThat(first.name()).isEqualTo("first");
        assertThat(first.options())
                .isEqualTo(
                        new NeighbourOptions(
                                "the first of all",
                                Relation.EXTERNAL,
                                true,
                                1790,
                                new Authentication.Md5(new Secret("hunter2")),
                                new Reach.Secured(2),
                                new HoldTime.Own(Duration.ofSeconds(30)),
                                new SendHold.Usual(),
                                false,
                                List.of(
                                        new FamilyOptions(
                                                AddressFamily.IPV4_UNICAST,
                                                1000,
                                                Exceeding.CEASE,
                                                AddPath.BOTH)),
                                HALF_AN_HOUR,
                                new Restarts(Restarts.Mode.HELPER, Duration.ZERO, Duration.ZERO),
                                LocalRole.PROVIDER,
                                true,
                                RoutePolicies.NONE,
                                new Bfd.Off()));
        var second = config.neighbours().getLast();
        assertThat(second.name()).isEqualTo("2001:db8::12");
        assertThat(second.options().relation()).isEqualTo(Relation.INTERNAL);
        assertThat(second.options().bfd())
                .isEqualTo(new Bfd.On(BfdTerms.every(Duration.ofMillis(100), 5), true));
        assertThat(second.options().reach()).isEqualTo(new Reach.Hops(3));
        assertThat(second.options().hold()).isEqualTo(new HoldTime.Own(Duration.ofSeconds(180)));
        assertThat(second.options().families())
                .containsExactly(
                        new FamilyOptions(
                                AddressFamily.IPV4_UNICAST, 1000, Exceeding.WARN, AddPath.NONE),
                        new FamilyOptions(
                                AddressFamily.IPV6_UNICAST, 5, Exceeding.WARN, AddPath.NONE));
    }

    @Test
    void allThatIsWrongIsToldTogetherInTheOrderOfTheFile() {
        var text = WHOLE.replace("asn: 64511", "asn: x").replace("holdTime: 90s", "holdTime: soon");
        assertThat(problems(text)).extracting(Problem::line).containsExactly(4, 11);
    }

    @Test
    void aSecretIsNotInAnyMessage() {
        var text = WHOLE.replace("password: hunter2", "password: " + "hunter2".repeat(12));
        assertThat(problems(text)).hasSize(1);
        assertThat(problems(text).toString()).doesNotContain("hunter2");
        assertThat(good(WHOLE).toString()).doesNotContain("hunter2");
    }

    /** Odd letters make text no YAML; the message must not say what stands there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*hunter2",
                "&hunter2 *hunter2",
                "@hunter2",
                "%hunter2",
                "!hunter2",
                "!<hunter2",
                "`hunter2",
                "a: hunter2",
                "'hunter2",
                "\"\\hunter2\"",
                "[hunter2",
                "{hunter2",
                "hunter2\u0001",
            })
    void aSecretThatIsNoYamlIsNotInAnyMessageEither(String secret) {
        var text = WHOLE.replace("password: hunter2", "password: " + secret);
        assertThat(problems(text)).isNotEmpty();
        assertThat(problems(text).toString()).doesNotContain("hunter");
    }

    @Test
    void aFileIsUtf8WhoeverWroteIt() {
        var text = WHOLE.replace("the first of all", "Zürich");
        assertThat(ConfigFile.read(text.getBytes(UTF_8))).isInstanceOf(Reading.Good.class);
        assertThat(ConfigFile.read(("\ufeff" + text.replace("\n", "\r\n")).getBytes(UTF_8)))
                .as("as editors of Windows write it")
                .isInstanceOf(Reading.Good.class);
        assertThat(ConfigFile.read(text.getBytes(ISO_8859_1)).toString())
                .contains("24:19: this is not UTF-8");
    }

    /** Lists of an exchange are long. */
    @Test
    void aFileMayBeLongerThanThreeMillionLetters() {
        var text = new StringBuilder(SMALL).append("prefixSets:\n  many:\n");
        for (int i = 0; text.length() < 3_500_000; i++) {
            text.append("    - 10.%d.%d.0/24\n".formatted(i >> 8 & 255, i & 255));
        }
        assertThat(good(text.toString())).isNotNull();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
"""
# what stands in the good file | what stands there instead | line:column: field: message
asn: 64500\\nrouterId | asn: 0\\nrouterId | 1:6: asn: '0' is no whole number from 1 to 4294967295
asn: 64500\\nrouterId | asn: 4294967296\\nrouterId | 1:6: asn: '4294967296' is no whole number
asn: 64500\\nrouterId | asn: -1\\nrouterId | 1:6: asn: '-1' is no whole number
asn: 64500\\nrouterId | asn: 1.10\\nrouterId | 1:6: asn: '1.10' is no whole number
asn: 64500\\nrouterId | asn: AS64500\\nrouterId | 1:6: asn: 'AS64500' is no whole number
asn: 64500\\nrouterId | asn: 23456\\nrouterId | 1:6: asn: AS 23456 is nobody's
asn: 64500\\nrouterId | asn:\\nrouterId | 1:5: asn: nothing is said here
asn: 64500\\nrouterId | asn: [64500]\\nrouterId | 1:6: asn: this is a list; one value is wanted
asn: 64500\\nrouterId | asn: {is: 64500}\\nrouterId | 1:6: asn: this is a mapping; one value is wanted
asn: 64500\\nrouterId | routerId | 1:1: 'asn' is missing: our AS number
asn: 64500\\nrouterId | as: 64500\\nrouterId | 1:1: unknown key 'as'; did you mean 'asn'?
asn: 64500\\nrouterId | asn: 64500\\nasn: 64500\\nrouterId | 2:1: 'asn' is there twice
routerId: 192.0.2.1 | routerId: 0.0.0.0 | 2:11: routerId: an IPv4 address other than 0.0.0.0 is wanted
routerId: 192.0.2.1 | routerId: 2001:db8::1 | 2:11: routerId: an IPv4 address other than 0.0.0.0 is wanted
routerId: 192.0.2.1 | routerId: rs1.example | 2:11: routerId: 'rs1.example' is no IPv4 or IPv6 address
routerId: 192.0.2.1 | routerId: 192.0.2 | 2:11: routerId: '192.0.2' is no IPv4
routerId: 192.0.2.1 | routerId: 192.0.2.256 | 2:11: routerId: '192.0.2.256' is no IPv4
routerId: 192.0.2.1 | routerID: 192.0.2.1 | 2:1: unknown key 'routerID'; did you mean 'routerId'?
routerId: 192.0.2.1 | router-id: 192.0.2.1 | 2:1: unknown key 'router-id'; did you mean 'routerId'?
routerId: 192.0.2.1 | # | 1:1: 'routerId' is missing: our BGP identifier
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: 192.0.2.1:0 | 3:9: listen: '192.0.2.1:0' is no address to listen on
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: 192.0.2.1:65536 | 3:9: listen: '192.0.2.1:65536' is no address
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: 192.0.2.1:bgp | 3:9: listen: '192.0.2.1:bgp' is no address
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: localhost | 3:9: listen: 'localhost' is no address
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: 1179 | 3:9: listen: '1179' is no address
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: [] | 3:9: listen: at least one address is wanted
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: [192.0.2.1, 192.0.2.1:179] | 3:9: listen: at least one address is wanted, and each once
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: [192.0.2.1, ten] | 3:21: listen[1]: 'ten' is no address
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: [192.0.2.1, [a]] | 3:21: listen[1]: this is a list
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: {address: 192.0.2.1} | 3:9: listen: this is a mapping
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: [2001:db8::1]:1179 | 3:22: this is not YAML: this line does not fit
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: [192.0.2.1, ::] | 3:21: this is not YAML: a value is wanted here; addresses such as
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: :: | 3:10: this is not YAML: this line does not fit
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listne: 192.0.2.1 | 3:1: unknown key 'listne'; did you mean 'listen'?
listen: [192.0.2.1, "[2001:db8::1]:1179"] | listen: 192.0.2.11 | 10:14: peers[0].address: 192.0.2.11 is our own address
holdTime: 90s | holdTime: 2s | 4:11: holdTime: a hold time of 2 s; it is 0 or whole seconds, 3 to 65535
holdTime: 90s | holdTime: 1 | 4:11: holdTime: a hold time of 1 s
holdTime: 90s | holdTime: 65536 | 4:11: holdTime: a hold time of 65536 s
holdTime: 90s | holdTime: -3 | 4:11: holdTime: '-3' is no time
holdTime: 90s | holdTime: 90sec | 4:11: holdTime: '90sec' is no time such as 90s, 3m or 1h
holdTime: 90s | holdTime: 1.5m | 4:11: holdTime: '1.5m' is no time
holdTime: 90s | holdTime: never | 4:11: holdTime: 'never' is no time
holdTime: 90s | holdtimer: 90s | 4:1: unknown key 'holdtimer'; did you mean 'holdTime'?
holdTime: 90s | keepalive: 30s | 4:1: unknown key 'keepalive'; known are asn, routerId, listen
connectRetry: 10s | connectRetry: 0 | 5:15: connectRetry: a pause of at least 1s is wanted
connectRetry: 10s | connectRetry: x | 5:15: connectRetry: 'x' is no time
connectRetry: 10s | connectRetry: 10s\\nselectionDeferral: soon | 6:20: selectionDeferral: 'soon' is no time
defaults:\\n  holdTime: 30\\n | defaults: none\\nx:\\n  holdTime: 30\\n | 6:11: defaults: a mapping of keys to values is wanted
  holdTime: 30 | "  holdTime: 1" | 7:13: defaults.holdTime: a hold time of 1 s
  holdTime: 30 | "  address: 192.0.2.9" | 7:3: defaults: unknown key 'address'
  holdTime: 30 | "  asn: 64511" | 7:3: defaults: unknown key 'asn'
  holdTime: 30 | "  passiv: true" | 7:3: defaults: unknown key 'passiv'; did you mean 'passive'?
  prefixLimit: 1000 | "  prefixLimit: 0" | 8:16: defaults.prefixLimit: '0' is no whole number from 1
  prefixLimit: 1000 | "  prefixLimit: many" | 8:16: defaults.prefixLimit: 'many' is no whole number
  prefixLimit: 1000 | "  prefixLimit: [1]" | 8:16: defaults.prefixLimit: this is a list
  prefixLimit: 1000 | "  prefixLimit: {v4: 1}" | 8:17: defaults.prefixLimit: unknown key 'v4'; known are ipv4, ipv6, action
  prefixLimit: 1000 | "  prefixLimit: {ipv4: x}" | 8:23: defaults.prefixLimit.ipv4: 'x' is no whole number
  prefixLimit: 1000 | "  prefixLimit: {action: drop}" | 8:25: defaults.prefixLimit.action: 'drop' is not known; known are cease, warn
  prefixLimit: 1000 | "  prefixLimit: {action: Warn}" | 8:25: defaults.prefixLimit.action: 'Warn' is not known; did you mean 'warn'?
peers: | neighbours: | 1:1: 'peers' is missing: list of peers
peers: | neighbours: | 9:1: unknown key 'neighbours'; did you mean 'peers'?
peers: | peer: | 9:1: unknown key 'peer'; did you mean 'peers'?
  - address: 192.0.2.11 | "  - address: 192.0.2.0/24" | 10:14: peers[0].address: '192.0.2.0/24' is no IPv4 or IPv6 address
  - address: 192.0.2.11 | "  - address: 0.0.0.0" | 10:14: peers[0].address: the address of one machine is wanted
  - address: 192.0.2.11 | "  - address: '::'" | 10:14: peers[0].address: the address of one machine is wanted
  - address: 192.0.2.11 | "  - address: r1" | 10:14: peers[0].address: 'r1' is no IPv4
  - address: 192.0.2.11 | "  - adress: 192.0.2.11" | 10:5: peers[0]: unknown key 'adress'; did you mean 'address'?
  - address: 192.0.2.11 | "  - adress: 192.0.2.11" | 10:5: peers[0]: 'address' is missing: IPv4 or IPv6 address
  - address: 192.0.2.11 | "  - address: 192.0.2.1" | 10:14: peers[0].address: 192.0.2.1 is our own address
  - address: 192.0.2.11 | "  - address: 2001:db8::12" | 25:14: peers[1].address: 2001:db8::12 is the address of a peer on line 10
  - address: 192.0.2.11 | "  - address: 2001:db8::1" | 10:14: peers[0].address: 2001:db8::1 is our own address
    asn: 64511 | "    asn: 64500" | 10:14: peers[0].address: a peer with our own AS 64500 is internal
    asn: 64511 | "    asn: 65536x" | 11:10: peers[0].asn: '65536x' is no whole number
    asn: 64511 | "    remoteAs: 64511" | 11:5: peers[0]: unknown key 'remoteAs'; did you mean 'asn'?
    asn: 64511 | "    remote-as: 64511" | 11:5: peers[0]: unknown key 'remote-as'; did you mean 'asn'?
    asn: 64511 | "    asn: 64511\\n    <<: {port: 1}" | 12:5: peers[0]: '<<' is not read; what holds for many peers stands under 'defaults'
    asn: 64511 | "    asn: 64511\\n    maximum-prefix: 1" | 12:5: peers[0]: unknown key 'maximum-prefix'; did you mean 'prefixLimit'?
    asn: 64511 | "    #" | 10:5: peers[0]: 'asn' is missing: AS number of the peer
    name: first | "    name: ''" | 12:11: peers[0].name: nothing is said here
    name: first | "    name: 2001:db8::12" | 25:14: peers[1].address: '2001:db8::12' is the name of a peer on line 10
    name: first | "    name: [first]" | 12:11: peers[0].name: this is a list
    passive: true | "    passive: yes" | 13:14: peers[0].passive: 'yes' is neither true nor false
    passive: true | "    passive: 1" | 13:14: peers[0].passive: '1' is neither true nor false
    passive: true | "    passive: True" | 13:14: peers[0].passive: 'True' is neither true nor false
    passive: true | "    pasive: true" | 13:5: peers[0]: unknown key 'pasive'; did you mean 'passive'?
    password: hunter2 | "    password: ''" | 14:15: peers[0].password: nothing is said here
    password: hunter2 | "    password: {md5: x}" | 14:15: peers[0].password: this is a mapping
    password: hunter2 | "    password: ü234567890123456789012345678901234567890123456789012345678901234567890123456789x" | 14:15: peers[0].password: a secret of 81 octets; it has 1 to 80
    password: hunter2 | "    md5: hunter2" | 14:5: peers[0]: unknown key 'md5'; did you mean 'password'?
    families: [ipv4] | "    families: []" | 15:15: peers[0].families: at least one family is wanted, and each once
    families: [ipv4] | "    families: [ipv4, ipv4]" | 15:15: peers[0].families: at least one family is wanted, and each once
    families: [ipv4] | "    families: [ipv4, vpnv4]" | 15:22: peers[0].families[1]: 'vpnv4' is not known; did you mean 'ipv4'?
    families: [ipv4] | "    families: ipv4" | 15:15: peers[0].families: a list is wanted here
    families: [ipv4] | "    families: [l2vpn]" | 15:16: peers[0].families[0]: 'l2vpn' is not known
    addPath: both | "    addPath: true" | 16:14: peers[0].addPath: 'true' is not known; known are both, none, receive, send
    addPath: both | "    addPath: recieve" | 16:14: peers[0].addPath: 'recieve' is not known; did you mean 'receive'?
    relation: external | "    relation: ebgp" | 17:15: peers[0].relation: 'ebgp' is not known
    relation: external | "    relation: internal" | 10:14: peers[0].address: an internal peer has our own AS 64500, not 64511
    relation: external | "    relation: client" | 17:15: peers[0].relation: 'client' is not known
    ttlSecurity: 2 | "    ttlSecurity: 0" | 18:18: peers[0].ttlSecurity: '0' is no whole number from 1 to 254
    ttlSecurity: 2 | "    ttlSecurity: 255" | 18:18: peers[0].ttlSecurity: '255' is no whole number from 1 to 254
    ttlSecurity: 2 | "    ttlSecurity: true" | 18:18: peers[0].ttlSecurity: 'true' is no whole number
    ttlSecurity: 2 | "    ttlSecurity: 2\\n    multihop: 9" | 18:18: peers[0].ttlSecurity: 'multihop' and 'ttlSecurity' exclude each other
    gracefulRestart: helper | "    gracefulRestart: on" | 19:22: peers[0].gracefulRestart: 'on' is not known
    gracefulRestart: helper | "    gracefulRestart: {mode: restart}" | 19:29: peers[0].gracefulRestart.mode: 'restart' is not known; did you mean 'restarting'?
    gracefulRestart: helper | "    gracefulRestart: {time: 60s}" | 19:22: peers[0].gracefulRestart: 'mode' is missing
    gracefulRestart: helper | "    gracefulRestart: {mode: restarting, time: 4096s}" | 19:47: peers[0].gracefulRestart.time: a restart time of 4096 s; it is whole seconds, 0 to 4095
    gracefulRestart: helper | "    gracefulRestart: {mode: helper, time: 60s}" | 19:43: peers[0].gracefulRestart.time: only 'mode: restarting' asks a peer to wait
    gracefulRestart: helper | "    gracefulRestart: {mode: off, time: 60s}" | 19:40: peers[0].gracefulRestart.time: only 'mode: restarting' asks a peer to wait
    gracefulRestart: helper | "    gracefulRestart: {mode: off, longLived: 1h}" | 19:45: peers[0].gracefulRestart.longLived: with 'mode: off' nothing is kept
    gracefulRestart: helper | "    gracefulRestart: {mode: helper, longLived: 5000h}" | 19:48: peers[0].gracefulRestart.longLived: a long-lived stale time of 18000000 s
    role: provider | "    role: rs" | 20:11: peers[0].role: 'rs' is not known
    role: provider | "    role: Provider" | 20:11: peers[0].role: 'Provider' is not known; did you mean 'provider'?
    roleStrict: true | "    roleStrict: maybe" | 21:17: peers[0].roleStrict: 'maybe' is neither true nor false
    asn4: false | "    asn4: no" | 22:11: peers[0].asn4: 'no' is neither true nor false
    port: 1790 | "    port: 0" | 23:11: peers[0].port: '0' is no whole number from 1 to 65535
    port: 1790 | "    port: 65536" | 23:11: peers[0].port: '65536' is no whole number
    description: the first of all | "    description: {}" | 24:18: peers[0].description: this is a mapping
    holdTime: 3m | "    holdTime: 3d" | 27:15: peers[1].holdTime: '3d' is no time
    bfd: {interval: 100ms, multiplier: 5, multihop: true} | "    bfd: {interval: 5ms}" | 29:21: peers[1].bfd.interval: a BFD interval of 5 ms; it is 10 to 60000 ms
    bfd: {interval: 100ms, multiplier: 5, multihop: true} | "    bfd: {multiplier: 0}" | 29:23: peers[1].bfd.multiplier: '0' is no whole number from 1 to 255
    bfd: {interval: 100ms, multiplier: 5, multihop: true} | "    bfd: on" | 29:10: peers[1].bfd: 'on' is neither true nor false
    bfd: {interval: 100ms, multiplier: 5, multihop: true} | "    bfd: {hops: 3}" | 29:11: peers[1].bfd: unknown key 'hops'
    multihop: 3 | "    multihop: 256" | 30:15: peers[1].multihop: '256' is no whole number from 1 to 255
    multihop: 3 | "    multihop: 3\\n  - 192.0.2.13" | 31:5: peers[2]: a mapping of keys to values is wanted
    multihop: 3 | "    multihop: 3\\n    multihop: 4" | 31:5: peers[1]: 'multihop' is there twice
    multihop: 3 | "    multihop: 3\\n  : x" | 31:3: this is not YAML
    multihop: 3 | "    multihop: [3" | 31:1: this is not YAML: a comma, or the end of brackets
    multihop: 3 | "    multihop: *three" | 30:15: this is not YAML: no value begins with '*'; put it in quotes
    multihop: 3 | "    multihop: @three" | 30:15: this is not YAML: no value begins with this; put it in quotes
    multihop: 3 | "    multihop: 3\\n---\\nasn: 1" | 31:1: this is not YAML: one document is wanted
    multihop: 3 | "   multihop: 3" | 30:4: this is not YAML: this line does not fit those before it
    multihop: 3 | "     multihop: 3" | 30:6: this is not YAML: this line does not fit those before it
    multihop: 3 | "    multihop:3\\n    port: 1" | 31:5: this is not YAML: this line does not fit those before it
    multihop: 3 | "    name: a: b" | 30:12: this is not YAML: this line does not fit those before it
    multihop: 3 | "    name: 'a" | 31:1: this is not YAML: quotes or brackets are not closed
    multihop: 3 | "    name: x\u0001" | 30:12: this is not YAML: the control character U+0001; take it out
    multihop: 3 | "\tmultihop: 3" | 30:1: this is not YAML: a tab; indent with blanks
""")
    void whatIsWrongIsNamedWithItsPlace(String right, String wrong, String expected) {
        var before = right.replace("\\n", "\n");
        assertThat(WHOLE).as("the good file").contains(before.strip());
        var text =
                WHOLE.replaceFirst(
                                "(?m)(^ *)?" + java.util.regex.Pattern.quote(before.strip()), "@@")
                        .replace("@@", wrong.replace("\\n", "\n"));
        assertThat(problems(text)).anyMatch(one -> one.toString().startsWith(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''               | 1:1: the file is empty
                    '# nothing'      | 1:1: the file is empty
                    '[]'             | 1:1: a mapping of keys to values is wanted
                    'asn'            | 1:1: a mapping of keys to values is wanted here, such as 'asn: 64500'
                    'router id 192.0.2.1;' | 1:1: a mapping of keys to values is wanted here, such as
                    '{asn: 64500'    | this is not YAML
                    '\u0000'         | this is not YAML
                    """)
    void aFileThatIsNoMappingIsRefused(String text, String expected) {
        assertThat(problems(text)).singleElement().asString().contains(expected);
    }
}
