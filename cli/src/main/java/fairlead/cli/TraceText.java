package fairlead.cli;

import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** A trace as a person reads it. */
final class TraceText {

    private TraceText() {}

    static void print(Screen screen, JsonNode trace) {
        screen.line(
                screen.strong(
                                trace.path("machine").asString("")
                                        + " "
                                        + trace.path("source").asString("")
                                        + " to "
                                        + trace.path("destination").asString(""))
                        + "  "
                        + packet(trace));
        var table = new Table("", "Predicted", "Seen");
        int hop = 0;
        for (var row : trace.path("hops")) {
            hop++;
            table.row(
                    (row.path("agrees").asBoolean(false) ? "" : "! ") + hop,
                    row.path("predicted").asString(""),
                    row.path("seen").asString(""));
        }
        screen.print(table.toString());
        screen.line(verdict(screen, trace));
        for (var reply : trace.path("replies")) {
            screen.line(
                    reply.path("from").asString("")
                            + (reply.path("error").asBoolean(false)
                                    ? " answered with an ICMP error"
                                    : " answered"));
        }
        if (trace.path("replies").isEmpty()) {
            screen.line("no answer came back");
        }
    }

    private static String packet(JsonNode trace) {
        var protocol = trace.path("protocol").asString("");
        return protocol.equals("icmp")
                ? "icmp echo, id " + trace.path("sourcePort").asString("")
                : protocol
                        + " port "
                        + trace.path("port").asString("")
                        + " from "
                        + trace.path("sourcePort").asString("");
    }

    private static String verdict(Screen screen, JsonNode trace) {
        boolean arrives = trace.path("arrives").asBoolean(false);
        var words = new ArrayList<String>();
        words.add(arrives ? "It arrives" : "It does not arrive");
        if (trace.path("agrees").asBoolean(false)) {
            words.add(", as predicted.");
            return arrives ? screen.good(String.join("", words)) : String.join("", words);
        }
        words.add(", but what was seen differs from what was predicted (lines with !).");
        return screen.bad(String.join("", words));
    }
}
