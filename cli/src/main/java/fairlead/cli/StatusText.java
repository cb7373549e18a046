package fairlead.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The status document as a person reads it: at a glance first, problems before all else. */
final class StatusText {

    /** So many rows are shown in full; of more, only those that are not as they should be. */
    private static final int MANY = 24;

    private final Screen screen;
    private final JsonNode status;
    private final boolean all;

    private StatusText(Screen screen, JsonNode status, boolean all) {
        this.screen = screen;
        this.status = status;
        this.all = all;
    }

    /**
     * @param all every row, however many there are
     */
    static void print(Screen screen, JsonNode status, StateFolder folder, boolean all) {
        var text = new StatusText(screen, status, all);
        text.summary(folder);
        text.problems();
        text.operations();
        text.machines();
        text.sessions();
        text.fleets();
        text.remarks();
    }

    private void summary(StateFolder folder) {
        int problems = status.path("problems").size();
        boolean ready = status.path("ready").asBoolean(false);
        screen.line(
                screen.strong("Cloud " + status.path("cloud").asString(folder.cloud()))
                        + ": "
                        + (!ready
                                ? screen.bad(status.path("phase").asString("not ready"))
                                : problems == 0
                                        ? screen.good("all is well")
                                        : screen.bad(
                                                problems == 1
                                                        ? "1 problem"
                                                        : problems + " problems")));
        var machines = status.path("machines");
        int running = status.path("operations").path("running").size();
        var sessions = rows();
        long established = sessions.stream().filter(StatusText::isEstablished).count();
        screen.line(
                machines.path("running").asInt(0)
                        + " of "
                        + machines.path("total").asInt(0)
                        + " machines run, "
                        + established
                        + " of "
                        + sessions.size()
                        + " BGP sessions are Established, "
                        + status.path("resources").path("total").asInt(0)
                        + " resources, "
                        + (running == 0 ? "nothing in progress" : running + " in progress"));
        screen.line(
                folder.endpoint().map(known -> known.url() + ", ").orElse("")
                        + "version "
                        + status.path("version").asString("?")
                        + ", up "
                        + Age.since(status.path("since").asString("?"))
                        + ", profile "
                        + status.path("profile").asString("azure")
                        + ", pace "
                        + status.path("pace").asString("instant")
                        + " ("
                        + folder.settings()
                        + ")");
    }

    private void problems() {
        for (var problem : status.path("problems")) {
            var since = problem.path("since").asString("");
            var next = problem.path("next").asString("");
            screen.line(
                    screen.bad("! ")
                            + problem.path("text").asString("")
                            + (since.isEmpty() ? "" : " (for " + Age.since(since) + ")"));
            if (!next.isEmpty()) {
                screen.line("  " + next + ".");
            }
        }
    }

    private void operations() {
        for (var one : status.path("operations").path("running")) {
            screen.line(
                    "~ "
                            + one.path("kind").asString("")
                            + " of "
                            + one.path("type").asString("")
                            + " "
                            + one.path("name").asString("")
                            + " for "
                            + Age.since(one.path("started").asString("")));
        }
    }

    private void machines() {
        var rows = new ArrayList<JsonNode>();
        status.path("machines").path("list").forEach(rows::add);
        var shown = shown(rows, one -> one.path("state").asString("").equals("running"));
        var table = new Table("Machine", "Group", "State", "For", "Addresses");
        for (var one : shown) {
            table.row(
                    one.path("name").asString(""),
                    one.path("group").asString(""),
                    one.path("state").asString(""),
                    Age.since(one.path("since").asString("")),
                    RouteText.words(one.path("addresses")));
        }
        print(table, rows.size() - shown.size(), "machines run");
    }

    private record Session(String server, String instance, JsonNode row) {}

    private List<Session> rows() {
        var rows = new ArrayList<Session>();
        for (var server : status.path("routeServers")) {
            for (var instance : server.path("instances")) {
                for (var session : instance.path("sessions")) {
                    rows.add(
                            new Session(
                                    server.path("name").asString(""),
                                    instance.path("address").asString(""),
                                    session));
                }
            }
        }
        return rows;
    }

    private static boolean isEstablished(Session one) {
        return one.row().path("state").asString("").equals("Established");
    }

    private void sessions() {
        var rows = rows();
        var shown = shown(rows, StatusText::isEstablished);
        var table =
                new Table(
                        "RouteServer",
                        "Instance",
                        "Peer",
                        "Address",
                        "Asn",
                        "State",
                        "For",
                        "Flaps",
                        "Prefixes");
        for (var one : shown) {
            table.row(
                    one.server(),
                    one.instance(),
                    one.row().path("peer").asString(""),
                    one.row().path("address").asString(""),
                    one.row().path("asn").asString(""),
                    one.row().path("state").asString(""),
                    Age.since(one.row().path("since").asString("")),
                    one.row().path("flaps").asString(""),
                    one.row().path("prefixes").asString(""));
        }
        print(table, rows.size() - shown.size(), "sessions are Established");
    }

    private <T> List<T> shown(List<T> rows, java.util.function.Predicate<T> isWell) {
        return all || rows.size() <= MANY
                ? rows
                : rows.stream().filter(isWell.negate()).collect(Collectors.toList());
    }

    private void print(Table table, int hidden, String what) {
        if (!table.isEmpty() || hidden > 0) {
            screen.line("");
        }
        if (!table.isEmpty()) {
            screen.print(table.toString());
        }
        if (hidden > 0) {
            screen.line(hidden + " more " + what + "; to see them: fairlead status --all");
        }
    }

    private void fleets() {
        var table = new Table("Fleet", "ScaleSet", "RouteServer", "Instances", "Peerings");
        for (var one : status.path("fleets")) {
            table.row(
                    one.path("name").asString(""),
                    one.path("scaleSet").asString(""),
                    one.path("routeServer").asString(""),
                    one.path("instances").asString(""),
                    one.path("peerings").asString(""));
        }
        print(table, 0, "");
    }

    private void remarks() {
        var lines = new ArrayList<String>();
        for (var one : status.path("operations").path("failed")) {
            lines.add(
                    "The "
                            + one.path("kind").asString("")
                            + " of "
                            + one.path("name").asString("")
                            + " failed "
                            + Age.since(one.path("ended").asString(""))
                            + " ago: "
                            + one.path("code").asString("")
                            + ": "
                            + one.path("message").asString(""));
        }
        status.path("notices").forEach(notice -> lines.add(notice.asString("")));
        if (!lines.isEmpty()) {
            screen.line("");
        }
        lines.forEach(line -> screen.line("- " + line));
    }
}
