package fairlead.azure.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of all documents that this room answers without an {@link Api}. */
final class OwnDocuments {

    private static final String METRICS = "text/plain; version=0.0.4";

    private final List<Route> routes = new ArrayList<>();

    OwnDocuments(ArmServer.Options options, TokenAuthority tokens, Metering metering) {
        routes.addAll(new CloudDocuments(options.card()).routes());
        routes.addAll(
                new LoginDocuments(
                                options.card(),
                                options.credential(),
                                options.tokenLife(),
                                tokens,
                                new DeviceCodes(System::nanoTime))
                        .routes());
        routes.addAll(new DirectoryDocuments(options.card()).routes());
        routes.addAll(new CatalogueDocuments(options.card()).routes());
        routes.add(
                Route.guarded(
                        "GET",
                        "metrics",
                        _ -> new Answer.Page(200, METRICS, metering.exposition())));
    }

    /** The routes that lead to this path, whatever their method. */
    Stream<Route> at(List<String> segments) {
        return routes.stream().filter(route -> route.matches(segments));
    }
}
