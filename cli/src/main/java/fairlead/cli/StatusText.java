package fairlead.cli;

import tools.jackson.databind.JsonNode;

/** The status document as a person reads it. */
final class StatusText {

    private StatusText() {}

    static void print(Screen screen, JsonNode status, StateFolder folder) {
        boolean ready = status.path("ready").asBoolean(false);
        screen.line(
                screen.strong("Cloud " + status.path("cloud").asString(folder.cloud()))
                        + "  "
                        + folder.endpoint().map(known -> known.url().toString()).orElse("")
                        + "  "
                        + (ready
                                ? screen.good("ready")
                                : screen.bad(status.path("phase").asString("not ready")))
                        + "  since "
                        + status.path("since").asString("?"));
        var machines = status.path("machines");
        screen.line(
                "Machines: "
                        + machines.path("running").asInt(0)
                        + " of "
                        + machines.path("total").asInt(0)
                        + " running");
        screen.line(
                "Profile: "
                        + status.path("profile").asString("azure")
                        + "  Pace: "
                        + status.path("pace").asString("instant")
                        + "  ("
                        + folder.settings()
                        + ")");
        var sessions = sessions(status);
        if (!sessions.isEmpty()) {
            screen.line("");
            screen.print(sessions.toString());
        }
        for (var notice : status.path("notices")) {
            screen.line(screen.bad("! ") + text(notice));
        }
    }

    private static Table sessions(JsonNode status) {
        var table =
                new Table(
                        "RouteServer",
                        "Instance",
                        "Peer",
                        "Address",
                        "Asn",
                        "State",
                        "Prefixes",
                        "Since");
        for (var server : status.path("routeServers")) {
            for (var instance : server.path("instances")) {
                for (var session : instance.path("sessions")) {
                    table.row(
                            server.path("name").asString(""),
                            instance.path("address").asString(""),
                            session.path("peer").asString(""),
                            session.path("address").asString(""),
                            session.path("asn").asString(""),
                            session.path("state").asString(""),
                            session.path("prefixes").asString(""),
                            session.path("since").asString(""));
                }
            }
        }
        return table;
    }

    private static String text(JsonNode notice) {
        return notice.isString()
                ? notice.asString()
                : notice.path("text").asString(notice.toString());
    }
}
