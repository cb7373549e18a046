package fairlead.bgpd.config;

import fairlead.bgp.speaker.FamilyOptions;
import fairlead.bgp.speaker.FamilyOptions.AddPath;
import fairlead.bgp.speaker.FamilyOptions.Exceeding;
import fairlead.bgp.speaker.Readmission;
import fairlead.bgp.wire.AddressFamily;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The families of a peer while its keys are read, in whatever order they stand. */
final class FamiliesDraft {

    /**
     * A leak is often mended by then, and others hear no more of it than a burst each half hour;
     * nobody of ours has to be awake for it.
     */
    private static final Readmission HALF_AN_HOUR = new Readmission.After(Duration.ofMinutes(30));

    /** The families that are spoken, as the file writes them. */
    static final Map<String, AddressFamily> WORDS =
            Map.of("ipv4", AddressFamily.IPV4_UNICAST, "ipv6", AddressFamily.IPV6_UNICAST);

    List<AddressFamily> spoken = List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
    AddPath addPath = AddPath.NONE;
    Exceeding whenExceeded = Exceeding.CEASE;
    Readmission readmission = HALF_AN_HOUR;
    private final Map<AddressFamily, Integer> limits = new HashMap<>();

    void limit(AddressFamily family, int most) {
        limits.put(family, most);
    }

    void limitEach(int most) {
        WORDS.values().forEach(family -> limit(family, most));
    }

    List<FamilyOptions> made() {
        return spoken.stream()
                .map(family ->
                        new FamilyOptions(
                                family,
                                limits.getOrDefault(family, FamilyOptions.UNLIMITED),
                                whenExceeded,
                                addPath))
                .toList();
    }
}
