package fairlead.azure.dns;

import fairlead.azure.dns.DnsAnswer.Code;
import fairlead.azure.dns.DnsQuestion.Type;
import fairlead.azure.dns.DnsRecord.Address;
import fairlead.azure.dns.DnsRecord.Authority;
import fairlead.azure.dns.DnsRecord.Pointer;
import fairlead.azure.types.InternalDomain;
import fairlead.azure.types.Machine;
import fairlead.azure.types.Residence;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that the machines of one virtual network can resolve: one another by computer name,
 * under the network's own domain and under {@code internal.cloudapp.net}, and back from addresses;
 * besides, what has a public name. The machines of other networks, peered ones too, are unknown.
 */
public final class VnetNames {

    private static final String REVERSE = "in-addr.arpa";

    /** A host's name in one label (RFC 1123 §2.1); a machine with another has no name here. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final String domain;
    private final Map<String, List<DnsRecord>> records = new HashMap<>();

    /** Names without records that have others below them (RFC 8020). */
    private final Set<String> above = new HashSet<>();

    private VnetNames(String domain) {
        this.domain = domain;
    }

    /**
     * The names of one network.
     *
     * @param domain the network's own, {@link InternalDomain#of}
     * @param residents NICs of its machines that run; a machine is known by the first address of
     *     its primary NIC
     * @param elsewhere absolute names in lower case that mean the same in every network
     */
    public static VnetNames of(
            String domain, Collection<Residence> residents, Map<String, IpAddress> elsewhere) {
        var names = new VnetNames(domain);
        elsewhere.forEach((name, address) -> names.add(new Address(name, address)));
        names.exists(domain);
        names.exists(InternalDomain.ROOT);
        for (var resident : residents) {
            var host = Machine.of(resident.machine()).computerName().toLowerCase(Locale.ROOT);
            if (resident.isPrimary() && LABEL.matcher(host).matches()) {
                var address = resident.nic().ipConfigurations().getFirst().address();
                var known = host + "." + InternalDomain.ROOT;
                names.add(new Address(host + "." + domain, address));
                names.add(new Address(known, address));
                names.add(new Pointer(reverse(address), known));
            }
        }
        return names;
    }

    /** The answer to a question; never an error of ours. */
    public DnsAnswer answer(DnsQuestion question) {
        var name = question.name();
        var zone = zone(name);
        var all = new ArrayList<>(records.getOrDefault(name, List.of()));
        if (zone.filter(name::equals).isPresent()) {
            all.add(new Authority(name));
        }
        var asked = all.stream().filter(record -> isOf(question.type(), record)).toList();
        boolean exists = !all.isEmpty() || above.contains(name);
        return new DnsAnswer(
                exists ? Code.NO_ERROR : Code.NAME_ERROR,
                asked,
                asked.isEmpty() ? zone.map(Authority::new) : Optional.empty());
    }

    private void add(DnsRecord record) {
        records.computeIfAbsent(record.name(), _ -> new ArrayList<>()).add(record);
        exists(record.name());
    }

    private void exists(String name) {
        for (var at = name; !at.isEmpty(); at = at.substring(Math.min(at.length(), dot(at) + 1))) {
            above.add(at);
        }
    }

    private static int dot(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name.length() : dot;
    }

    private Optional<String> zone(String name) {
        return List.of(domain, InternalDomain.ROOT, REVERSE).stream()
                .filter(zone -> name.equals(zone) || name.endsWith("." + zone))
                .findFirst();
    }

    private static boolean isOf(Type type, DnsRecord record) {
        return switch (type) {
            case ANY -> true;
            case A -> record instanceof Address;
            case PTR -> record instanceof Pointer;
            case SOA -> record instanceof Authority;
            case OTHER -> false;
        };
    }

    /** RFC 1035 §3.5: the octets backwards. */
    private static String reverse(IpAddress address) {
        var octets = new ArrayList<>(List.of(address.toString().split("\\.")));
        return String.join(".", octets.reversed()) + "." + REVERSE;
    }
}
