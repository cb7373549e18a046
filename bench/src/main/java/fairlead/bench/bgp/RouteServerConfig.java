package fairlead.bench.bgp;

/**
 * The same route server in every daemon's own words: AS 64500, its clients known by address and AS
 * and waited for, every route of a client passed on to every other as it came (RFC 7947), no policy
 * but those of a reload, nothing put into the kernel.
 */
@SuppressWarnings("InlineFormatString") // A file reads better outside of the code.
final class RouteServerConfig {

    private RouteServerConfig() {}

    static String bird2(Scene scene) {
        return """
        log "%s/log" { warning, error, auth, fatal, bug };
        router id %s;
        protocol device { }
        template bgp clients {
            local %s as %d;
            rs client;
            passive yes;
            hold time 240;
            %s { %s export all; };
        }
        """
                        .formatted(
                                scene.folder(),
                                Place.DAEMON_IPV4,
                                Place.daemonAddress(scene.family()),
                                Place.DAEMON_ASN,
                                word(scene.family()),
                                scene.rules().bird)
                + scene.each(client ->
                        "protocol bgp c%d from clients { neighbor %s as %d; }\n"
                                .formatted(
                                        client.number(),
                                        client.address(scene.family()),
                                        client.asn()));
    }

    static String frr(Scene scene) {
        return """
        frr defaults traditional
        log file %s/log warnings
        router bgp %d
         bgp router-id %s
         no bgp ebgp-requires-policy
         no bgp default ipv4-unicast
         no bgp network import-check
        """
                        .formatted(scene.folder(), Place.DAEMON_ASN, Place.DAEMON_IPV4)
                + scene.each(client ->
                        """
                         neighbor %1$s remote-as %2$d
                         neighbor %1$s passive
                         neighbor %1$s timers 80 240
                         neighbor %1$s advertisement-interval 0
                        """
                                .formatted(client.address(scene.family()), client.asn()))
                + " address-family %s unicast\n".formatted(word(scene.family()))
                + scene.each(client ->
                        """
                          neighbor %1$s activate
                          neighbor %1$s route-server-client
                        """
                                .formatted(client.address(scene.family())))
                + " exit-address-family\n";
    }

    static String openbgpd(Scene scene) {
        return """
        AS %d
        router-id %s
        listen on %s
        fib-update no
        holdtime 240
        transparent-as yes
        """
                        .formatted(
                                Place.DAEMON_ASN,
                                Place.DAEMON_IPV4,
                                Place.daemonAddress(scene.family()))
                + scene.each(client ->
                        "neighbor %s {\n  remote-as %d\n  passive\n  announce %s unicast\n}\n"
                                .formatted(
                                        client.address(scene.family()),
                                        client.asn(),
                                        scene.family() == Family.IPV4 ? "IPv4" : "IPv6"))
                + "allow from any\nallow to any\n";
    }

    static String gobgp(Scene scene) {
        return """
        [global.config]
          as = %d
          router-id = "%s"
          local-address-list = ["%s"]
        """
                        .formatted(
                                Place.DAEMON_ASN,
                                Place.DAEMON_IPV4,
                                Place.daemonAddress(scene.family()))
                + scene.each(client ->
                        """
                        [[neighbors]]
                          [neighbors.config]
                            neighbor-address = "%s"
                            peer-as = %d
                          [neighbors.transport.config]
                            passive-mode = true
                          [neighbors.route-server.config]
                            route-server-client = true
                          [neighbors.timers.config]
                            hold-time = 240
                            keepalive-interval = 80
                          [[neighbors.afi-safis]]
                            [neighbors.afi-safis.config]
                              afi-safi-name = "%s-unicast"
                        """
                                .formatted(
                                        client.address(scene.family()),
                                        client.asn(),
                                        word(scene.family())));
    }

    static String fairlead(Scene scene) {
        return """
        asn: %d
        routerId: %s
        listen: "%s"
        %speers:
        """
                        .formatted(
                                Place.DAEMON_ASN,
                                Place.DAEMON_IPV4,
                                scene.family() == Family.IPV4
                                        ? Place.DAEMON_IPV4
                                        : "[" + Place.DAEMON_IPV6 + "]",
                                scene.rules().fairlead)
                + scene.each(client ->
                        "  - {address: \"%s\", asn: %d, passive: true}\n"
                                .formatted(client.address(scene.family()), client.asn()));
    }

    private static String word(Family family) {
        return switch (family) {
            case IPV4 -> "ipv4";
            case IPV6 -> "ipv6";
        };
    }
}
