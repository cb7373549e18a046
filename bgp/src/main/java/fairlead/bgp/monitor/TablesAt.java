package fairlead.bgp.monitor;

import fairlead.bgp.rib.RibTables;
import java.time.Instant;

/** The tables as they are, and when that is. Good until whoever got it returns. */
record TablesAt(RibTables tables, Instant now) {}
