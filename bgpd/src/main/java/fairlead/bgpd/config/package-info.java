/**
 * The file of a stand-alone route server: YAML text in, typed values or problems out, each with
 * line, column and field.
 *
 * <pre>
 *  text ─► Yaml ─► Value ─ ServerKeys, PeerKeys: a row a key ─► drafts ─► ServerConfig
 *                    └─ Problems, all of a file together
 * </pre>
 *
 * <p>To add a key: a row in {@code ServerKeys} or {@code PeerKeys} (name, how its value is read and
 * where it goes, what it says), a component for it in {@link fairlead.bgpd.config.ServerConfig} or
 * the peer's options, a row with a bad value in {@code ConfigFileTest}. The table in
 * docs/guide/bgp-server.md is made from the rows.
 *
 * <p>Left out: including other files, and YAML's merge keys; what is the same for many peers is
 * said once in {@code defaults}.
 *
 * <p>Start reading at {@link fairlead.bgpd.config.ConfigFile}.
 */
@NullMarked
package fairlead.bgpd.config;

import org.jspecify.annotations.NullMarked;
