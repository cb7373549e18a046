package fairlead.bgp.bfd;

/** What a session wants done, in order. */
public sealed interface BfdAction {

    /** Send it now. */
    record Send(BfdPacket packet) implements BfdAction {}

    /**
     * The session went from one state to another.
     *
     * @param why of {@code to}, if it is down
     * @param onPurpose whether an administrator of either side did it: then the path may be alive,
     *     and what runs over it is to be left alone (RFC 5882 §4.2)
     */
    record Changed(BfdState from, BfdState to, Diagnostic why, boolean onPurpose)
            implements BfdAction {}
}
