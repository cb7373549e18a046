package fairlead.bgpd.control;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is asked over the control socket: one line of words.
 *
 * @param peer only of this peer, by name or address
 * @param which only these prefixes
 * @param received of routes: those too that the import rules keep out
 * @param count the number of rows, by peer and reason, instead of the rows
 */
public record Question(
        Subject subject, Optional<String> peer, Which which, boolean received, boolean count) {

    /** What is asked for. */
    public enum Subject {
        /** How the server is, as a whole. */
        STATUS,
        /** How every session stands. */
        PEERS,
        /** One session with all that was offered, agreed and counted. */
        PEER,
        /** What peers told and the import rules accept. */
        ROUTES,
        /** What peers told and the import rules keep out, with reasons. */
        REJECTED,
        /** What peers have been told. */
        ADVERTISED,
        /** Why one peer is told what it is told of one prefix. */
        WHY,
        /** RPKI caches; of a prefix, the payloads that cover it. */
        RPKI;

        /** As it is written: small. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which prefixes. */
    public sealed interface Which {

        /** All of them. */
        record All() implements Which {}

        /** This one. */
        record Exactly(Prefix prefix) implements Which {}

        /** Every one that holds the address. */
        record Covering(IpAddress address) implements Which {}

        /** The prefixes themselves; none for all. */
        default List<Prefix> prefixes() {
            return switch (this) {
                case All() -> List.of();
                case Exactly(var prefix) -> List.of(prefix);
                case Covering(var address) ->
                        IntStream.rangeClosed(0, address.width())
                                .mapToObj(length -> new Prefix(address.masked(length), length))
                                .toList();
            };
        }

        /**
         * Reads {@code 192.0.2.0/24} or {@code 192.0.2.1}.
         *
         * @throws IllegalArgumentException if it is neither
         */
        static Which parse(String text) {
            return text.contains("/")
                    ? new Exactly(Prefix.parse(text))
                    : new Covering(IpAddress.parse(text));
        }

        /** As {@link #parse} reads it; empty for all. */
        private String text() {
            return switch (this) {
                case All() -> "";
                case Exactly(var prefix) -> prefix.toString();
                case Covering(var address) -> address.toString();
            };
        }
    }

    /** The line that {@link #parse} reads. */
    public String line() {
        var words = new ArrayList<>(List.of(subject.word()));
        peer.ifPresent(name -> words.addAll(List.of("peer", name)));
        if (!(which instanceof Which.All)) {
            words.addAll(List.of("prefix", which.text()));
        }
        if (received) {
            words.add("received");
        }
        if (count) {
            words.add("count");
        }
        return String.join(" ", words);
    }

    /**
     * Reads a line of words.
     *
     * @throws IllegalArgumentException with a message for whoever asked
     */
    public static Question parse(String line) {
        var words = List.of(line.strip().split(" +", -1)).iterator();
        var subject = subject(words.next());
        Optional<String> peer = Optional.empty();
        Which which = new Which.All();
        boolean received = false;
        boolean count = false;
        while (words.hasNext()) {
            var word = words.next();
            if (word.equals("count")) {
                count = true;
            } else if (word.equals("received")) {
                received = true;
            } else if (word.equals("peer") && words.hasNext()) {
                peer = Optional.of(words.next());
            } else if (word.equals("prefix") && words.hasNext()) {
                which = Which.parse(words.next());
            } else {
                throw new IllegalArgumentException("'" + word + "' is not understood here");
            }
        }
        return new Question(subject, peer, which, received, count);
    }

    private static Subject subject(String word) {
        for (var subject : Subject.values()) {
            if (subject.word().equals(word)) {
                return subject;
            }
        }
        throw new IllegalArgumentException(
                "'"
                        + word
                        + "' cannot be shown; status, peers, peer, routes, rejected, advertised, why and rpki can");
    }
}
