package fairlead.host.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The kept tools, two per busy namespace, started when first needed. */
final class Shells implements AutoCloseable {

    private final Set<String> busy;
    private final Map<String, IpShell> ip = new HashMap<>();
    private final Map<String, NftShell> nft = new HashMap<>();

    /**
     * @param busy the namespaces that change often; the others get a process per visit
     */
    Shells(Set<String> busy) {
        this.busy = Set.copyOf(busy);
    }

    NftShell nft(String namespace) {
        return nft.computeIfAbsent(namespace, NftShell::new);
    }

    IpShell ip(String namespace) {
        return ip.computeIfAbsent(namespace, IpShell::new);
    }

    /** Performs lines of {@code ip}; returns the refused ones by index. */
    Map<Integer, String> ip(String namespace, List<String> lines) {
        if (busy.contains(namespace)) {
            return ip(namespace).perform(lines);
        }
        if (lines.size() == 1) {
            return visit(namespace, lines);
        }
        try (var shell = new IpShell(namespace)) {
            return shell.perform(lines);
        }
    }

    private static Map<Integer, String> visit(String namespace, List<String> lines) {
        var output =
                Tool.run(List.of("ip", "-n", namespace, "-batch", "-"), lines.getFirst() + "\n");
        var refused = new TreeMap<Integer, String>();
        if (!output.isGood()) {
            refused.put(0, output.text().replaceAll("\\s*Command failed -:\\d+\\s*", "").strip());
        }
        return refused;
    }

    List<ProcessHandle> handles() {
        return Stream.concat(
                        ip.values().stream().map(IpShell::handle),
                        nft.values().stream().map(NftShell::handle))
                .toList();
    }

    /** Lets go of a namespace: a tool inside would keep it alive after its name is gone. */
    void leave(String namespace) {
        var itsIp = ip.remove(namespace);
        if (itsIp != null) {
            itsIp.close();
        }
        var itsNft = nft.remove(namespace);
        if (itsNft != null) {
            itsNft.close();
        }
    }

    @Override
    public void close() {
        ip.values().forEach(IpShell::close);
        nft.values().forEach(NftShell::close);
        ip.clear();
        nft.clear();
    }
}
