package fairlead.bench.bgp;

/**
 * A measurement and its circumstances.
 *
 * @param course its word
 * @param point the load's name within the course
 * @param daemon its word
 * @param version of the daemon, behind a space; or empty
 * @param when UTC, to the minute
 * @param commit of this tree
 * @param load the machine's load average over a minute before it
 */
record Entry(
        String course,
        String point,
        String daemon,
        String version,
        String when,
        String commit,
        double load,
        Measured measured) {}
