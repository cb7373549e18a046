package fairlead.bgpd.config;

import fairlead.bgp.rpki.RpkiConfig;
import fairlead.bgp.speaker.SpeakerConfig;

/**
 * All that a stand-alone route server is told.
 *
 * @param speaker what its BGP engine is told
 * @param monitoring who watches it, and how
 * @param rpki what origins are validated with
 */
public record ServerConfig(SpeakerConfig speaker, Monitoring monitoring, RpkiConfig rpki) {}
