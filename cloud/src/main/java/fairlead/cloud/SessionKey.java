package fairlead.cloud;

import fairlead.azure.arm.ArmId;

/** One BGP session: an instance (0 or 1) of a Route Server, and the peering that configured it. */
public record SessionKey(ArmId hub, int instance, ArmId peer) {}
