package fairlead.cloud;

import java.util.Optional;

/**
 * What is seen of the host itself.
 *
 * @param inForce the version up to which everything decided was brought into force, as far as it
 *     could be; 0 before the first time
 * @param refusal what the host refused last, until something went through again
 * @param unable why the host can hold nothing of the cloud at all
 */
public record HostSeen(long inForce, Optional<String> refusal, Optional<String> unable) {

    static final HostSeen NOTHING = new HostSeen(0, Optional.empty(), Optional.empty());

    HostSeen inForce(long version, Optional<String> refusal) {
        return new HostSeen(Math.max(inForce, version), refusal, Optional.empty());
    }

    HostSeen unable(long version, String reason) {
        return new HostSeen(Math.max(inForce, version), Optional.empty(), Optional.of(reason));
    }
}
