package fairlead.bgp.monitor;

/**
 * A peer whose tables a collector is to be told once more.
 *
 * @param number of the peer
 * @param heard whether what the peer told
 * @param told whether what it is told
 * @param fresh whether the collector knows nothing yet of what it is told
 */
record Anew(int number, boolean heard, boolean told, boolean fresh) {}
