package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.hub.HeardRoute;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that became true. Told facts come from requests and are stored before they count; seen
 * facts are this host's observations.
 */
public sealed interface Fact {

    /** A fact that is stored before anybody is told of it. */
    sealed interface Told extends Fact {}

    /** A fact that this host observed. */
    sealed interface Seen extends Fact {}

    /** {@code resource} stands as it says, in the place of whatever had its id. */
    record Written(Resource resource) implements Told {}

    /** The resource is gone. */
    record Removed(ArmId id) implements Told {}

    record OperationStarted(Operation operation) implements Told {}

    record OperationEnded(Operation operation) implements Told {}

    /** An operation that ended long ago is told of no more. */
    record OperationForgotten(String id) implements Told {}

    /**
     * Everything that was decided up to {@code version} is in force on this host.
     *
     * @param refusal what the host refused on the way, for people
     */
    record HostInForce(long version, Optional<String> refusal) implements Seen {}

    /**
     * This host can hold nothing of the cloud, so what was decided up to {@code version} will not
     * come into force.
     *
     * @param reason what it lacks or refuses, and what an operator can do
     */
    record HostUnable(long version, String reason) implements Seen {}

    /** A machine is seen in this condition; empty when it is gone. */
    record MachineObserved(int serial, Optional<MachineSeen> seen) implements Seen {}

    /** A BGP session is seen in this condition; empty when it is configured no more. */
    record SessionObserved(SessionKey session, Optional<SessionSeen> seen) implements Seen {}

    /** What a peer announced and withdrew on one session. */
    record RoutesHeard(SessionKey session, List<HeardRoute> routes, Set<Prefix> withdrawn)
            implements Seen {
        public RoutesHeard {
            routes = List.copyOf(routes);
            withdrawn = Set.copyOf(withdrawn);
        }
    }

    /** The peer has told everything it has: what is still stale on this session is gone. */
    record AllHeard(SessionKey session) implements Seen {}
}
