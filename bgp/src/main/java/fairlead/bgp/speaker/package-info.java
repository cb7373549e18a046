/**
 * A BGP speaker in the world: sockets, timers, threads. EDGE.
 *
 * <pre>
 *  Listener ─┐ accepted                            ┌─ Link: send, fill, close
 *  Dialling ─┤ stands, failed                      ├─ Dialling
 *  Links ────┤ octets, losses ─► Loop ─► Instance ─► effects
 *  callers ──┘ configuration,    (one      (no socket, └─ SpeakerEvent ─► whoever listens
 *              questions         thread)    no clock)
 * </pre>
 *
 * <p>{@code Instance} is a speaker without the world: it holds a {@code Peering} for each
 * neighbour, which runs one session machine for the connection that we dial and one for the
 * connection that the neighbour makes, and settles collisions (RFC 4271 §6.8); what they tell and
 * are told passes its {@code RouteExchange}. Time and dice reach it as arguments, so whole networks
 * of instances run in one thread of a test. {@code Loop} gives it both, and is the only thread that
 * touches it: it reads all sockets that have something ({@code Links}), lets the instance draw its
 * conclusions once, and writes to all that have room. Only listening and dialling, which may wait,
 * have threads of their own.
 *
 * <p>As Azure's Route Server does, a speaker listens and dials too, and at once: a passive one
 * would wait for the retry timer of the neighbour, 30 s and more. Connections from unknown
 * addresses are reset.
 *
 * <p>Who told too much, or whose sessions end one soon after the other, is kept Idle for a while:
 * {@code IdleHolds} (RFC 4271 §8.1.1).
 *
 * <p>Restarts (RFC 4724): {@code Retention} keeps what a neighbour told that is away, {@code
 * Deferral} waits for all of them when we are back ourselves.
 *
 * <p>Leaves out: TCP-AO (RFC 5925), minimum advertisement interval (RFC 4271 §9.2.1.1; changes go
 * out at once).
 *
 * <p>Start reading at {@link fairlead.bgp.speaker.Speaker}, then {@code Instance} and {@code
 * Peering}.
 */
@NullMarked
package fairlead.bgp.speaker;

import org.jspecify.annotations.NullMarked;
