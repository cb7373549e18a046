/**
 * A stand-alone route server as a process: its file, its signals, its control socket, its exit
 * code. EDGE.
 *
 * <pre>
 *  file ─► config.ConfigFile ─► ServerConfig ─► bgp.speaker.Speaker
 *  SIGHUP: the same again, Speaker.reconfigure; a bad file changes nothing
 *  control socket ─► LookingGlass ─► Speaker
 *  SIGTERM, SIGINT: Speaker.close (cease to all), exit code 0
 * </pre>
 *
 * <p>Left out: becoming a daemon, dropping privileges and watching over itself, which systemd does.
 *
 * <p>Start reading at {@link fairlead.bgpd.server.RouteServer}.
 */
@NullMarked
package fairlead.bgpd.server;

import org.jspecify.annotations.NullMarked;
