/**
 * Benchmarks that ask what a user would ask: how long until it answers, until the network stands,
 * until a route that an appliance tells is in the kernel; how much it answers, and what it costs.
 *
 * <pre>
 *   bench/run ──► StartUp        ./fairlead serve, from the command to answers
 *             ──► FleetUp        ./fairlead up labs/nva-scale-set, from the command to eight next hops
 *             ──► UpdateLatency  (inside a cloud) one UPDATE, from a socket to the kernel's routes
 *             ──► ApiRate        requests a second
 *             ──► HundredMachines  what an idle daemon costs, and how soon the next one takes over
 *             ──► WatchPauses    how long a speaker's thread is held up while its table is told to others
 * </pre>
 *
 * <p>Each is a program that prints rows of a Markdown table; {@code bench/run} builds, runs them in
 * turn and writes RESULTS.md with the machine that they ran on. Everything is measured from
 * outside, on the product as it is run: its launcher, its API, the kernel's own tables. Nothing is
 * asserted about time. Micro-benchmarks are left out. Start reading at {@link
 * fairlead.bench.StartUp}.
 */
@NullMarked
package fairlead.bench;

import org.jspecify.annotations.NullMarked;
