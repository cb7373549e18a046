package fairlead.azure.hub;

import fairlead.azure.arm.ArmId;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/** A route as one instance tells it to one peer. Origin IGP, no MED. */
public record Advertised(
        int instance,
        ArmId peer,
        Prefix prefix,
        IpAddress nextHop,
        AsPath asPath,
        List<Community> communities) {

    public Advertised {
        communities = List.copyOf(communities);
    }
}
