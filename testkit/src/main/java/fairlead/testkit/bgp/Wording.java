package fairlead.testkit.bgp;

import java.util.List;

/** How a speaker's files say a {@link PeerOption}, or why they cannot. */
public sealed interface Wording {

    /**
     * What is written for it; nothing where the speaker is so anyway, or where its files say it
     * elsewhere.
     *
     * @param session lines of the session
     * @param block lines of the block inside of it, where a speaker's files have one: BIRD 2's
     *     channels, FRR's and GoBGP's address families, ExaBGP's capabilities
     */
    record Said(List<String> session, List<String> block) implements Wording {
        public Said {
            session = List.copyOf(session);
            block = List.copyOf(block);
        }
    }

    /** It cannot be asked for that, and why. */
    record Lacking(String why) implements Wording {}

    /** Said by lines of the session. */
    static Wording session(String... lines) {
        return new Said(List.of(lines), List.of());
    }

    /** Said by lines of the block inside of the session. */
    static Wording block(String... lines) {
        return new Said(List.of(), List.of(lines));
    }

    /** Said without a word of its own. */
    static Wording silently() {
        return new Said(List.of(), List.of());
    }
}
