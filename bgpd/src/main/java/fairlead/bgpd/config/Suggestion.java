package fairlead.bgpd.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What somebody who wrote an unknown word may have meant. */
final class Suggestion {

    private static final int FURTHEST = 3;

    /** Words of other route servers, in plain letters, and ours for the same. */
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("localas", "asn"),
                    Map.entry("remoteas", "asn"),
                    Map.entry("neighboras", "asn"),
                    Map.entry("neighbor", "peers"),
                    Map.entry("neighbors", "peers"),
                    Map.entry("neighbours", "peers"),
                    Map.entry("clients", "peers"),
                    Map.entry("md5", "password"),
                    Map.entry("tcpmd5", "password"),
                    Map.entry("authpassword", "password"),
                    Map.entry("maxprefix", "prefixLimit"),
                    Map.entry("maximumprefix", "prefixLimit"),
                    Map.entry("importlimit", "prefixLimit"),
                    Map.entry("ebgpmultihop", "multihop"),
                    Map.entry("gtsm", "ttlSecurity"),
                    Map.entry("prefixlists", "prefixSets"),
                    Map.entry("communitylists", "communitySets"),
                    Map.entry("routemaps", "policies"),
                    Map.entry("filters", "policies"),
                    Map.entry("permit", "accept"),
                    Map.entry("deny", "reject"));

    private Suggestion() {}

    /** What others call so, or the known word that is fewest strokes away, if it is near at all. */
    static Optional<String> of(String written, Collection<String> known) {
        var elsewhere = Optional.ofNullable(ELSEWHERE.get(plain(written)));
        if (elsewhere.filter(known::contains).isPresent()) {
            return elsewhere;
        }
        int furthest = Math.min(FURTHEST, Math.max(1, written.length() / 2));
        return known.stream()
                .min(
                        Comparator.comparingInt((String one) -> distance(written, one))
                                .thenComparing(Comparator.naturalOrder()))
                .filter(one -> distance(written, one) <= furthest);
    }

    /** A sentence to end a message with: the nearest word, or all of them. */
    static String sentence(String written, Collection<String> known) {
        return of(written, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("known are " + String.join(", ", known));
    }

    /** Levenshtein's, with capitals and dashes for nothing. */
    private static int distance(String one, String other) {
        var left = plain(one);
        var right = plain(other);
        var row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[right.length()];
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
