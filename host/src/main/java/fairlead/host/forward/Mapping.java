package fairlead.host.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * One port of the host and where it leads.
 *
 * @param listen port 0 for any that is free
 * @param namespace of the machine
 * @param target the machine's own address and port
 * @param name what people call the machine
 */
record Mapping(InetSocketAddress listen, String namespace, InetSocketAddress target, String name) {

    private static final int WORDS = 6;

    /**
     * Reads {@code ADDRESS PORT NAMESPACE ADDRESS PORT NAME} as often as it stands there.
     *
     * @throws IllegalArgumentException if words are missing or wrong
     */
    static List<Mapping> parse(List<String> words) {
        if (words.isEmpty() || words.size() % WORDS != 0) {
            throw new IllegalArgumentException("a mapping is six words, not " + words);
        }
        var mappings = new ArrayList<Mapping>();
        for (int i = 0; i < words.size(); i += WORDS) {
            mappings.add(
                    new Mapping(
                            socket(words.get(i), words.get(i + 1)),
                            words.get(i + 2),
                            socket(words.get(i + 3), words.get(i + 4)),
                            words.get(i + 5)));
        }
        return List.copyOf(mappings);
    }

    private static InetSocketAddress socket(String address, String port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), Integer.parseInt(port));
    }
}
