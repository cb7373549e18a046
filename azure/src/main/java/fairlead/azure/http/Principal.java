package fairlead.azure.http;

/**
 * Who asks.
 *
 * @param id stable and unique in the tenant; a GUID for what logged in, a word for the
 *     administrator
 * @param name for people and logs
 */
public record Principal(Kind kind, String id, String name) {

    /** How the principal came to be known. */
    public enum Kind {
        /** Logged in with a client id and its secret. */
        APPLICATION,
        /** A person: password or device code. */
        USER,
        /** Holds the administrator's token: the command line of whoever owns the cloud. */
        ADMINISTRATOR
    }

    /** Who presents the administrator's token. */
    public static final Principal ADMINISTRATOR =
            new Principal(Kind.ADMINISTRATOR, "administrator", "administrator");
}
