package fairlead.cloud;

import fairlead.azure.types.Catalogue;

/**
 * The answering parts of a cloud, put together. They hold no state but plans that can be made
 * again.
 */
public record Cloud(Commands commands, Queries queries, Documents documents) {

    /** A cloud with these rules and times. */
    public static Cloud of(CloudSettings settings, CloudIdentity identity) {
        return of(Catalogue.of(settings.limits(), settings.profile()), identity, settings);
    }

    private static Cloud of(Catalogue catalogue, CloudIdentity identity, CloudSettings settings) {
        var planner = new DeploymentPlanner(catalogue, identity);
        var deployments = new DeploymentDocuments(planner);
        var documents = new Documents(catalogue, deployments, identity.tenant());
        return new Cloud(
                new Commands(catalogue, documents, planner, settings),
                new Queries(catalogue, documents, deployments),
                documents);
    }
}
