/**
 * The BGP engine beside other daemons, under load, as their clients see them.
 *
 * <pre>
 *   bench/run bgp ─► BgpBench ── Arena: two namespaces
 *                       └► Harness (among the peers) ── Options, Course: what is to be run
 *                             ├─ Daemon, RouteServerConfig ─► Running, ProcessTree: who is measured
 *                             ├─ Cast: InternetTable, AttributeDraw ─► Speech, Expectation
 *                             ├─ Trial ── Generator, Peer, Holding ─► Measured
 *                             └─ Ledger (bench/bgp.jsonl) ─► Page: Ratios, CourseSection
 * </pre>
 *
 * <p>The generator shares no code with the engine that it measures: a fault of both would not show.
 * Everything that it says is made before a clock starts; one thread serves all peers; what every
 * receiver hears is read to the last prefix, and held against what it should be. {@link
 * fairlead.bench.bgp.Mirror} shows what generator and kernel need by themselves.
 *
 * <p>Left out: routes that change while a table is loaded, sessions that break, policies, ADD-PATH.
 * Start reading at {@link fairlead.bench.bgp.Trial}; docs/guide/bgp-benchmark.md says what the
 * figures mean.
 */
@NullMarked
package fairlead.bench.bgp;

import org.jspecify.annotations.NullMarked;
