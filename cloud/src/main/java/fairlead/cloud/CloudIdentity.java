package fairlead.cloud;

import tools.jackson.databind.node.ObjectNode;

/**
 * Who this cloud is, as its documents say it.
 *
 * @param tenant a GUID
 * @param subscription a GUID
 * @param subscriptionName for people
 * @param environment the endpoints that the template function {@code environment()} gives; never
 *     changed
 */
public record CloudIdentity(
        String tenant, String subscription, String subscriptionName, ObjectNode environment) {}
