package fairlead.cli;

/** What an exit code tells a script. */
public enum Exit {
    OK(0, "done"),
    FAILED(1, "failed; the message says why"),
    USAGE(2, "the command line, or a file of settings, is wrong"),
    NOT_FOUND(3, "no such machine, NIC, lab, peer or resource"),
    NOT_RUNNING(4, "the cloud, or the route server, is not running"),
    DIFFERS(5, "what was seen is not what was predicted"),
    TAKEN(6, "an address to listen on is in use, or is not there"),
    REFUSED(
            77,
            "this machine refuses what is needed: namespaces, a port below 1024, or another user's socket");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The process exit code, 0..255. */
    public int code() {
        return code;
    }

    /** In a few words, for {@code --help}. */
    public String meaning() {
        return meaning;
    }
}
