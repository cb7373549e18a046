/**
 * The daemon: the store, the loop, and the wiring of every room. EDGE.
 *
 * <pre>
 *   ArmServer ─┐                        ┌─► HostEdge     fabric, Route Server speakers
 *   speakers ──┼─► Loop: store, apply, ─┼─► MachineEdge  sandboxes
 *   machines ──┘        decide          └─► FleetEdge    fleets, through azure.client
 * </pre>
 *
 * <p>One thread owns the World (the loop's). Edges have threads of their own, are told what is
 * wanted, and answer with observations. Start reading at {@link fairlead.box.Loop}; the program
 * begins at {@link fairlead.box.Daemon}.
 */
@NullMarked
package fairlead.box;

import org.jspecify.annotations.NullMarked;
