package fairlead.bgp.speaker;

import fairlead.bgp.policy.RoutePolicies;
import java.util.List;

/**
 * Options of a neighbour in the making: what is not said stays as it was in those it began with.
 * For one thread.
 */
public final class NeighbourOptionsDraft {

    private String description;
    private Relation relation;
    private boolean passive;
    private int port;
    private Authentication authentication;
    private Reach reach;
    private HoldTime hold;
    private SendHold sendHold;
    private boolean fourOctetAs;
    private List<FamilyOptions> families;
    private Readmission readmission;
    private Restarts restarts;
    private LocalRole role;
    private boolean roleStrict;
    private RoutePolicies policies;
    private Bfd bfd;

    NeighbourOptionsDraft(NeighbourOptions from) {
        this.description = from.description();
        this.relation = from.relation();
        this.passive = from.passive();
        this.port = from.port();
        this.authentication = from.authentication();
        this.reach = from.reach();
        this.hold = from.hold();
        this.sendHold = from.sendHold();
        this.fourOctetAs = from.fourOctetAs();
        this.families = from.families();
        this.readmission = from.readmission();
        this.restarts = from.restarts();
        this.role = from.role();
        this.roleStrict = from.roleStrict();
        this.policies = from.policies();
        this.bfd = from.bfd();
    }

    public NeighbourOptionsDraft description(String description) {
        this.description = description;
        return this;
    }

    public NeighbourOptionsDraft relation(Relation relation) {
        this.relation = relation;
        return this;
    }

    public NeighbourOptionsDraft passive(boolean passive) {
        this.passive = passive;
        return this;
    }

    public NeighbourOptionsDraft port(int port) {
        this.port = port;
        return this;
    }

    public NeighbourOptionsDraft authentication(Authentication authentication) {
        this.authentication = authentication;
        return this;
    }

    public NeighbourOptionsDraft reach(Reach reach) {
        this.reach = reach;
        return this;
    }

    public NeighbourOptionsDraft hold(HoldTime hold) {
        this.hold = hold;
        return this;
    }

    public NeighbourOptionsDraft sendHold(SendHold sendHold) {
        this.sendHold = sendHold;
        return this;
    }

    public NeighbourOptionsDraft fourOctetAs(boolean fourOctetAs) {
        this.fourOctetAs = fourOctetAs;
        return this;
    }

    public NeighbourOptionsDraft families(List<FamilyOptions> families) {
        this.families = families;
        return this;
    }

    public NeighbourOptionsDraft readmission(Readmission readmission) {
        this.readmission = readmission;
        return this;
    }

    public NeighbourOptionsDraft restarts(Restarts restarts) {
        this.restarts = restarts;
        return this;
    }

    public NeighbourOptionsDraft role(LocalRole role) {
        this.role = role;
        return this;
    }

    public NeighbourOptionsDraft roleStrict(boolean roleStrict) {
        this.roleStrict = roleStrict;
        return this;
    }

    public NeighbourOptionsDraft policies(RoutePolicies policies) {
        this.policies = policies;
        return this;
    }

    public NeighbourOptionsDraft bfd(Bfd bfd) {
        this.bfd = bfd;
        return this;
    }

    /**
     * The options as they stand now.
     *
     * @throws IllegalArgumentException naming what cannot be
     */
    public NeighbourOptions made() {
        return new NeighbourOptions(
                description,
                relation,
                passive,
                port,
                authentication,
                reach,
                hold,
                sendHold,
                fourOctetAs,
                families,
                readmission,
                restarts,
                role,
                roleStrict,
                policies,
                bfd);
    }
}
