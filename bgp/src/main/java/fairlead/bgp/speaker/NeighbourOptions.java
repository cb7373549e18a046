package fairlead.bgp.speaker;

import static java.util.stream.Collectors.toSet;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AddressFamily;
import java.util.List;
import java.util.Optional;

/**
 * All that may be different from one neighbour to the next. {@link #USUAL} is what a neighbour gets
 * of whom nothing is said; {@link #draft} makes others from it.
 *
 * @param description what people call it; may be empty
 * @param passive whether we only wait for it to dial
 * @param port where it listens, 1..65535, or {@link #OUR_PORT}
 * @param fourOctetAs whether we offer AS numbers of four octets (RFC 6793); false speaks to it like
 *     an old speaker does
 * @param families what is offered in our OPEN, each family once, at least one
 * @param readmission when it may come back if it told more than its families' limits
 * @param bfd whether a dead path ends the session at once
 * @param roleStrict whether a neighbour that offers no role of its own is refused (RFC 9234 §4.2)
 * @param policies what is asked about its routes and about those that it is told
 */
public record NeighbourOptions(
        String description,
        Relation relation,
        boolean passive,
        int port,
        Authentication authentication,
        Reach reach,
        HoldTime hold,
        SendHold sendHold,
        boolean fourOctetAs,
        List<FamilyOptions> families,
        Readmission readmission,
        Restarts restarts,
        LocalRole role,
        boolean roleStrict,
        RoutePolicies policies,
        Bfd bfd) {

    /** For {@code port}: it listens on the port that we listen on. */
    public static final int OUR_PORT = 0;

    /**
     * External, dialled, any number of hops away, both unicast families offered, nothing limited,
     * nothing secret.
     */
    public static final NeighbourOptions USUAL =
            new NeighbourOptions(
                    "",
                    Relation.EXTERNAL,
                    false,
                    OUR_PORT,
                    new Authentication.None(),
                    new Reach.Hops(255),
                    new HoldTime.OfSpeaker(),
                    new SendHold.Usual(),
                    true,
                    List.of(
                            FamilyOptions.of(AddressFamily.IPV4_UNICAST),
                            FamilyOptions.of(AddressFamily.IPV6_UNICAST)),
                    Readmission.AT_ONCE,
                    Restarts.NONE,
                    LocalRole.NONE,
                    false,
                    RoutePolicies.NONE,
                    new Bfd.Off());

    public NeighbourOptions {
        families = List.copyOf(families);
        if (families.isEmpty()
                || families.stream().map(FamilyOptions::family).collect(toSet()).size()
                        != families.size()) {
            throw new IllegalArgumentException(
                    "the families of a neighbour are " + families + "; at least one, each once");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
    }

    /** These, to be changed. */
    public NeighbourOptionsDraft draft() {
        return new NeighbourOptionsDraft(this);
    }

    /** Whether the same follows from the same number of prefixes. */
    boolean hasLimitsOf(NeighbourOptions other) {
        return readmission.equals(other.readmission)
                && families.stream()
                        .map(FamilyOptions::limitAlone)
                        .toList()
                        .equals(other.families.stream().map(FamilyOptions::limitAlone).toList());
    }

    /** These without any limit. */
    NeighbourOptions unlimited() {
        return draft().families(families.stream().map(FamilyOptions::unlimited).toList())
                .readmission(Readmission.AT_ONCE)
                .made();
    }

    /** What is spoken of {@code family}, if it is offered at all. */
    public Optional<FamilyOptions> family(AddressFamily family) {
        return families.stream().filter(one -> one.family().equals(family)).findFirst();
    }
}
