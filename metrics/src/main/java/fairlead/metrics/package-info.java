/**
 * Numbers in the text format that Prometheus reads, version 0.0.4 (prometheus.io, "Exposition
 * formats"): families with their samples, and histograms that are filled by many threads.
 *
 * <p>Left out: summaries, exemplars, timestamps, the OpenMetrics and protobuf formats. It is small
 * because most of our numbers are read from what the daemon knows at the time of the question, and
 * are counted nowhere. What is told: {@code box.Metrics} of a cloud, {@code
 * bgpd.server.ServerNumbers} of a route server that stands alone.
 *
 * <p>Start reading at {@link fairlead.metrics.Exposition}.
 */
@NullMarked
package fairlead.metrics;

import org.jspecify.annotations.NullMarked;
