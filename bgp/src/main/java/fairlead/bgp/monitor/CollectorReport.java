package fairlead.bgp.monitor;

import java.time.Instant;

/**
 * How a collector stands.
 *
 * @param connected whether there is a connection
 * @param since when it came or went
 * @param connections how often there was one
 * @param overflows how often it was cut because the collector read too slowly
 * @param sent octets, since the beginning
 * @param waiting octets that wait for it
 * @param lastError why the last connection ended or could not be made; empty if that never happened
 */
public record CollectorReport(
        String name,
        boolean connected,
        Instant since,
        long connections,
        long overflows,
        long sent,
        long waiting,
        String lastError) {}
