package fairlead.host.desired;

import fairlead.host.desired.Footprint.Cause;
import fairlead.host.desired.Sighting.Place;
import fairlead.host.desired.Sighting.Point;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Puts what was seen of a probe in order, from its sender on. */
public final class Footprints {

    private static final int LONGEST = 64;

    private final List<Sighting> seen;
    private final Function<Integer, Set<Integer>> siblings;
    private final List<Footprint> prints = new ArrayList<>();
    private final Set<Sighting> used = new HashSet<>();

    private Footprints(List<Sighting> seen, Function<Integer, Set<Integer>> siblings) {
        this.seen = seen;
        this.siblings = siblings;
    }

    /**
     * The way of a probe.
     *
     * @param siblings the NICs of the guest that a NIC belongs to, itself among them
     * @param owner the NIC that has the destination's address, if one has
     */
    public static List<Footprint> of(
            List<Sighting> seen,
            int sender,
            Function<Integer, Set<Integer>> siblings,
            Predicate<Integer> owner) {
        var footprints = new Footprints(seen, siblings);
        Optional<Integer> at = Optional.of(sender);
        while (at.isPresent() && footprints.prints.size() < LONGEST) {
            at = footprints.from(at.get());
            if (at.filter(owner).isPresent()) {
                break;
            }
        }
        return List.copyOf(footprints.prints);
    }

    /** From the guest behind {@code nic} to the next one that gets it. */
    private Optional<Integer> from(int nic) {
        var sent =
                seen.stream()
                        .filter(one -> is(one, Place.FABRIC, Point.ENTERED))
                        .filter(one ->
                                nic(one.in()).filter(siblings.apply(nic)::contains).isPresent())
                        .filter(one -> !used.contains(one))
                        .findFirst();
        if (sent.isEmpty()) {
            return end(new Footprint.Kept(nic));
        }
        var packet = sent.get();
        used.add(packet);
        prints.add(
                new Footprint.Sent(
                        nic(packet.in()).orElse(nic), packet.source(), packet.packets()));
        if (find(Place.FABRIC, Point.CHECKED, packet.in(), packet).isEmpty()) {
            return lost(Cause.SPOOFED);
        }
        return fabric(packet.in(), packet);
    }

    private Optional<Integer> fabric(String in, Sighting packet) {
        var routed = find(Place.FABRIC, Point.ROUTED, in, packet);
        if (routed.isEmpty()) {
            return lost(Cause.UNROUTED);
        }
        var out = routed.get().out();
        if (out.equals(Names.SINK)) {
            return lost(Cause.UNKNOWN);
        }
        if (find(Place.FABRIC, Point.PASSED, in, packet).isEmpty()) {
            return lost(Cause.STRAY);
        }
        if (find(Place.FABRIC, Point.LEFT, in, packet).isEmpty()) {
            return lost(Cause.CLOSED);
        }
        var next = nic(out);
        if (next.isPresent()) {
            prints.add(new Footprint.Handed(next.get()));
            return next;
        }
        if (out.startsWith("fl-p")) {
            return end(new Footprint.Platform());
        }
        return edge(out.replace("fl-u", "fl-e"), packet);
    }

    private Optional<Integer> edge(String in, Sighting packet) {
        var left =
                first(one ->
                        is(one, Place.EDGE, Point.LEFT)
                                && one.in().equals(in)
                                && one.out().equals(Names.WAN));
        if (left.isEmpty()) {
            return lost(Cause.NO_PUBLIC_ADDRESS);
        }
        prints.add(new Footprint.Outside(left.get().source()));
        var back = find(Place.EDGE, Point.ENTERED, Names.WAN, left.get());
        if (back.isEmpty()) {
            return Optional.empty();
        }
        var inward = first(one -> is(one, Place.EDGE, Point.LEFT) && one.in().equals(Names.WAN));
        return inward.isEmpty()
                ? lost(Cause.NO_NIC_BEHIND)
                : fabric(inward.get().out().replace("fl-e", "fl-u"), inward.get());
    }

    private Optional<Integer> lost(Cause cause) {
        return end(new Footprint.Lost(cause));
    }

    private Optional<Integer> end(Footprint last) {
        prints.add(last);
        return Optional.empty();
    }

    /** The same packet at another point: the same device, the same addresses. */
    private Optional<Sighting> find(Place place, Point point, String in, Sighting packet) {
        return first(one ->
                is(one, place, point)
                        && one.in().equals(in)
                        && one.source().equals(packet.source())
                        && one.destination().equals(packet.destination()));
    }

    private Optional<Sighting> first(Predicate<Sighting> wanted) {
        return seen.stream().filter(wanted).findFirst();
    }

    private static boolean is(Sighting one, Place place, Point point) {
        return one.place() == place && one.point() == point;
    }

    /** The serial of the NIC behind a device of the fabric. */
    static Optional<Integer> nic(String device) {
        return device.matches("fl-n\\d+")
                ? Optional.of(Integer.parseInt(device.substring("fl-n".length())))
                : Optional.empty();
    }

    /** Who answered the guest behind {@code nic}, and with what. */
    public static List<Reply> replies(List<Sighting> seen, Set<Integer> nics) {
        return seen.stream()
                .filter(one -> one.place() == Place.FABRIC)
                .filter(one -> one.point() == Point.ANSWERED || one.point() == Point.REFUSED)
                .filter(one -> nic(one.out()).filter(nics::contains).isPresent())
                .map(one -> new Reply(one.source(), one.point() == Point.REFUSED))
                .distinct()
                .toList();
    }

    /**
     * An answer that came back.
     *
     * @param isError whether it is an ICMP error
     */
    public record Reply(IpAddress from, boolean isError) {}
}
