package fairlead.bgpd.server;

/** How a route server ended. */
public enum Ending {
    /** It was told to stop, or only to check its file, which is good. */
    DONE,
    /** Its file cannot be used. */
    BAD_FILE,
    /** It cannot listen: an address is in use, or is none of this machine's. */
    ADDRESS_TAKEN,
    /** It may not listen on a port below 1024. */
    NOT_PERMITTED,
    /** Anything else; the log says what. */
    FAILED
}
