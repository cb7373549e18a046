package fairlead.bgp.speaker;

import fairlead.bgp.rib.NaiveServer;
import fairlead.bgp.speaker.FamilyOptions.Exceeding;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.PathAttribute;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who tells too many prefixes, and for how long he is kept out for it. */
final class ExpectedLimits {

    private final NaiveServer rib;

    /** By peer that told too much: when it may come back. */
    private final Map<String, Instant> keptOut = new HashMap<>();

    ExpectedLimits(NaiveServer rib) {
        this.rib = rib;
    }

    /** Whether it has told more than a limit that costs the session. */
    boolean isOver(DrawnClient client) {
        return client.families().stream()
                .anyMatch(family -> {
                    var options = client.options().family(family.onTheWire()).orElseThrow();
                    return options.whenExceeded() == Exceeding.CEASE
                            && rib.toldNow(client.name(), family) > options.prefixLimit();
                });
    }

    /** Azure counts what is held and all that arrives, repeats too, and takes none of it then. */
    boolean exceeds(DrawnClient client, Update update) {
        long announced =
                update.announced().size()
                        + update.attributes()
                                .find(PathAttribute.MpReach.class)
                                .filter(reach -> reach.family().equals(AddressFamily.IPV4_UNICAST))
                                .map(reach -> reach.prefixes().size())
                                .orElse(0);
        long held =
                client.carried().stream().mapToLong(one -> rib.toldNow(client.name(), one)).sum();
        return held + announced > rib.mostPrefixes();
    }

    /** It told too much. */
    void keepOut(DrawnClient client, Instant now) {
        keptOut.put(
                client.name(),
                switch (client.options().readmission()) {
                    case Readmission.Never() -> Instant.MAX;
                    case Readmission.After(var time) -> now.plus(time);
                });
    }

    /** Whether it has told too much, and has not been back since. */
    boolean isKeptOut(String name) {
        return keptOut.containsKey(name);
    }

    /** It is gone, or its limits are others than those that it was over. */
    void mayComeBack(String name) {
        keptOut.remove(name);
    }

    /** It is back; when that was allowed, if it had been kept out. */
    Optional<Instant> back(String name) {
        return Optional.ofNullable(keptOut.remove(name));
    }

    /** The server starts anew. */
    void forget() {
        keptOut.clear();
    }
}
