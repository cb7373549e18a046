package fairlead.azure.metadata;

import fairlead.azure.metadata.MetadataAnswer.Document;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** Judges requests to the metadata service, in the order in which Azure's does. */
public final class Metadata {

    /** Tokens came with this version. */
    private static final String FIRST_OF_IDENTITY = "2018-02-01";

    private final String tenant;
    private final Set<String> resources;

    /**
     * @param tenant a GUID
     * @param resources for which tokens are issued, each without a slash at its end
     */
    public Metadata(String tenant, Set<String> resources) {
        this.tenant = tenant;
        this.resources = Set.copyOf(resources);
    }

    /**
     * The answer to a request.
     *
     * @param resident the machine whose address the request came from; empty where no machine has
     *     it
     */
    public MetadataAnswer answer(MetadataRequest request, Optional<Resident> resident) {
        var path = request.segments();
        boolean aboutTokens = path.size() > 1 && path.get(1).equals("identity");
        if (request.headers().containsKey("x-forwarded-for")) {
            return bad(aboutTokens, "A request that carries X-Forwarded-For is refused");
        }
        if (!request.headers().getOrDefault("metadata", "").equalsIgnoreCase("true")) {
            return bad(aboutTokens, "Required metadata header not specified");
        }
        if (!request.method().equals("GET")) {
            return Document.error(405, "Method not allowed: only GET is served here");
        }
        if (path.size() < 2 || !path.getFirst().equals("metadata")) {
            return notFound();
        }
        for (var parameter : request.query().entrySet()) {
            if (parameter.getValue().size() > 1) {
                return bad(
                        aboutTokens,
                        "Query parameter '" + parameter.getKey() + "' is given more than once");
            }
        }
        if (path.get(1).equals("versions") && path.size() == 2) {
            return Document.json(200, ApiVersions.document());
        }
        var version = request.parameter("api-version");
        if (version.isEmpty()) {
            return ApiVersions.refusal("was not specified in the request");
        }
        if (!ApiVersions.ALL.contains(version.get())) {
            return ApiVersions.refusal("is invalid or was not specified in the request");
        }
        if (resident.isEmpty()) {
            // Azure says so while it moves a machine; here no machine has the address any more.
            return Document.error(410, "Gone: no machine here has the address that asks");
        }
        return switch (path.get(1)) {
            case "instance" -> instance(request, version.get(), resident.get());
            case "identity" ->
                    version.get().compareTo(FIRST_OF_IDENTITY) < 0
                            ? ApiVersions.refusal("is too old for tokens")
                            : identity(request, resident.get());
            default -> notFound();
        };
    }

    private static MetadataAnswer instance(
            MetadataRequest request, String version, Resident resident) {
        var document = InstanceDocument.of(resident, version);
        var path = request.segments().subList(2, request.segments().size());
        return Selection.of(document, path, request.parameter("format").orElse("json"));
    }

    private MetadataAnswer identity(MetadataRequest request, Resident resident) {
        var path = request.segments().subList(2, request.segments().size());
        if (path.equals(List.of("info"))) {
            return Document.json(
                    200, JsonNodeFactory.instance.objectNode().put("tenantId", tenant));
        }
        return path.equals(List.of("oauth2", "token")) ? token(request, resident) : notFound();
    }

    private MetadataAnswer token(MetadataRequest request, Resident resident) {
        var resource = request.parameter("resource");
        if (resource.isEmpty()) {
            return Document.denied(
                    400, "invalid_request", "Required audience parameter not specified");
        }
        var asked = resource.get();
        if (!resources.contains(asked.replaceFirst("/+$", ""))) {
            return Document.denied(
                    400,
                    "invalid_resource",
                    "AADSTS500011: The resource principal named "
                            + asked
                            + " was not found in the tenant named "
                            + tenant
                            + ". This cloud issues tokens for "
                            + String.join(", ", resources.stream().sorted().toList())
                            + ".");
        }
        return resident.identity()
                .filter(own ->
                        is(request, "client_id", own.clientId())
                                && is(request, "object_id", own.principalId())
                                && is(request, "msi_res_id", own.owner().toString())
                                && is(request, "mi_res_id", own.owner().toString()))
                .<MetadataAnswer>map(own -> new MetadataAnswer.TokenWanted(own, asked))
                .orElseGet(() -> Document.denied(400, "invalid_request", "Identity not found"));
    }

    /** Whether a parameter names this identity, or none. */
    private static boolean is(MetadataRequest request, String parameter, String own) {
        return request.parameter(parameter).filter(named -> !named.equalsIgnoreCase(own)).isEmpty();
    }

    private static Document bad(boolean aboutTokens, String why) {
        return aboutTokens
                ? Document.denied(400, "invalid_request", why)
                : Document.error(400, "Bad request. " + why);
    }

    private static Document notFound() {
        return Document.error(404, "Not found");
    }
}
