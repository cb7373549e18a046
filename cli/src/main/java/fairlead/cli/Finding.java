package fairlead.cli;

import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that was looked at on this machine.
 *
 * @param area under which it is listed
 * @param what in a few words
 * @param detail what was seen; may be empty
 * @param remedy the next step; empty if all is well
 */
record Finding(String area, String what, Verdict verdict, String detail, String remedy) {

    /** How it is. */
    enum Verdict {
        /** As it should be. */
        OK,
        /** Works, with something to know or something less. */
        WARNING,
        /** A cloud cannot work like this. */
        PROBLEM,
        /** No namespaces, no cloud: {@link Exit#REFUSED}. */
        REFUSED
    }

    static Finding ok(String area, String what, String detail) {
        return new Finding(area, what, Verdict.OK, detail, "");
    }

    static Finding warning(String area, String what, String detail, String remedy) {
        return new Finding(area, what, Verdict.WARNING, detail, remedy);
    }

    static Finding problem(String area, String what, String detail, String remedy) {
        return new Finding(area, what, Verdict.PROBLEM, detail, remedy);
    }

    ObjectNode json() {
        return CloudApi.JSON
                .createObjectNode()
                .put("area", area)
                .put("what", what)
                .put("good", verdict == Verdict.OK)
                .put("verdict", verdict.name().toLowerCase(java.util.Locale.ROOT))
                .put("detail", detail)
                .put("remedy", remedy);
    }

    /** A line, and below it the next step if there is one. */
    String text(Screen screen) {
        var mark =
                switch (verdict) {
                    case OK -> screen.good("ok       ");
                    case WARNING -> screen.strong("warning  ");
                    case PROBLEM, REFUSED -> screen.bad("problem  ");
                };
        return "  "
                + mark
                + what
                + (detail.isEmpty() ? "" : ": " + detail)
                + (remedy.isEmpty() ? "" : "\n           -> " + remedy);
    }
}
