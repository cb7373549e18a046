package fairlead.bench.bgp;

import java.util.List;

/**
 * What one daemon, started for it, did with one load. Times are seconds, memory MiB. Of a reload:
 * {@code told} until it was in force, {@code withdrawn} until what was before was in force again,
 * and all else from the first of both on.
 *
 * @param told from the first UPDATE sent until everyone who is judged held everything, rightly; the
 *     bound, if it took longer
 * @param late it took longer
 * @param withdrawn from the first withdrawal sent until nobody held anything; 0 if not asked for
 * @param started processor time of the daemon until all sessions were Established
 * @param processor processor time of the daemon from then until memory was read
 * @param generator processor time of the generator from the first UPDATE until told
 * @param resident a second after all was told
 * @param proportional likewise, a page that n processes share counted as an n-th for each
 * @param peak the most that was resident until then
 * @param heard prefixes in all UPDATEs to those who are judged
 * @param flaps from a change of one route sent until it was heard
 * @param silences of the daemon towards the first who is judged, while it had something to say
 * @param stops the daemon's own account of when nothing of it ran: a JVM's safepoints
 * @param note what was not as it should be; else empty
 */
record Measured(
        double told,
        boolean late,
        double withdrawn,
        double started,
        double processor,
        double generator,
        double resident,
        double proportional,
        double peak,
        long heard,
        Flaps flaps,
        Histogram silences,
        Histogram stops,
        String note) {

    /** A run that came to nothing: the daemon did not start, or broke down. */
    static Measured failed(String why) {
        return new Measured(
                0, true, 0, 0, 0, 0, 0, 0, 0, 0, Flaps.NONE, Histogram.NONE, Histogram.NONE, why);
    }

    /**
     * Seconds from a change sent until it was heard.
     *
     * @param count changes; with none, all is 0
     */
    record Flaps(int count, double median, double p99, double longest) {

        static final Flaps NONE = new Flaps(0, 0, 0, 0);

        /** Of at least one change. */
        static Flaps of(List<Double> seconds) {
            var sorted = seconds.stream().sorted().toList();
            return new Flaps(
                    sorted.size(),
                    sorted.get((sorted.size() + 1) / 2 - 1),
                    sorted.get((99 * sorted.size() + 99) / 100 - 1),
                    sorted.getLast());
        }
    }
}
