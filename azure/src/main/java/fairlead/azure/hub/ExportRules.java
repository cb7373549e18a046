package fairlead.azure.hub;

/**
 * What an instance tells an appliance of the routes of others.
 *
 * @param reflection whether anything
 * @param mark added to the communities of what is passed on
 */
public record ExportRules(Profile.Reflection reflection, Community mark) {}
