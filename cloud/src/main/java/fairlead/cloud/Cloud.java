package fairlead.cloud;

import fairlead.azure.types.Catalogue;

/**
 * The answering parts of a cloud, put together. They hold no state but plans that can be made
 * again.
 */
public record Cloud(Commands commands, Queries queries, Documents documents) {

    public static Cloud of(Catalogue catalogue, CloudIdentity identity) {
        var planner = new DeploymentPlanner(catalogue, identity);
        var deployments = new DeploymentDocuments(planner);
        var documents = new Documents(catalogue, deployments);
        return new Cloud(
                new Commands(catalogue, documents, planner),
                new Queries(catalogue, documents, deployments),
                documents);
    }
}
