/**
 * The control socket of a stand-alone route server: questions and answers, both ends. EDGE.
 *
 * <p>A client connects, writes one line of words, such as {@code routes peer 192.0.2.1 prefix
 * 203.0.113.0/24}, and reads lines, each a JSON object, as they are made. The last line says {@code
 * {"end":N}} with the number of rows, or {@code {"error":"..."}}; without it the answer was cut
 * off. Neither side ever holds more than a few thousand rows.
 *
 * <p>Left out: changing anything. What is to change is written into the file, and SIGHUP is sent.
 *
 * <p>Start reading at {@link fairlead.bgpd.control.ControlServer} and {@link
 * fairlead.bgpd.control.Question}.
 */
@NullMarked
package fairlead.bgpd.control;

import org.jspecify.annotations.NullMarked;
