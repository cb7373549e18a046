/**
 * The connections to RPKI caches. EDGE.
 *
 * <p>One virtual thread owns {@link fairlead.bgp.rpki.RtrCaches}; each connection has another that
 * dials, reads and decodes. They meet in a short inbox: a cache that talks faster than we sort
 * waits. Whoever listens is told on the owner's thread.
 *
 * <p>Leaves out: SSH, TLS, TCP MD5 and TCP AO towards caches (RFC 8210 §9).
 *
 * <p>Start reading at {@link fairlead.bgp.rpki.client.RpkiClient}.
 */
@NullMarked
package fairlead.bgp.rpki.client;

import org.jspecify.annotations.NullMarked;
