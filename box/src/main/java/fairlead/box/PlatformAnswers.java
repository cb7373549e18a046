package fairlead.box;

import fairlead.azure.dns.DnsAnswer;
import fairlead.azure.dns.DnsQuestion;
import fairlead.azure.http.Certificates;
import fairlead.azure.http.Principal;
import fairlead.azure.http.TokenAuthority;
import fairlead.azure.metadata.Metadata;
import fairlead.azure.metadata.MetadataAnswer;
import fairlead.azure.metadata.MetadataRequest;
import fairlead.azure.metadata.Token;
import fairlead.azure.vnet.Platform;
import fairlead.cloud.Inventory;
import fairlead.cloud.PlatformView;
import fairlead.cloud.World;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the platform's addresses answer, from the World as it stands, and the tokens of managed
 * identities. Asked by many threads.
 */
final class PlatformAnswers {

    /** As in Azure. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);

    /** The API, under the name that its certificate has for machines. */
    private static final Map<String, IpAddress> OWN_NAMES =
            Map.of(Certificates.NAME_IN_MACHINES, Platform.WIRE_SERVER);

    private record Known(Inventory inventory, PlatformView view) {}

    private final Supplier<World> world;
    private final Metadata metadata;
    private final TokenAuthority tokens;
    private final String issuer;
    private final InstantSource clock;
    private volatile Known known =
            new Known(Inventory.EMPTY, PlatformView.of(Inventory.EMPTY, Map.of()));

    /**
     * @param tenant that issues tokens
     */
    PlatformAnswers(
            Supplier<World> world,
            Metadata metadata,
            TokenAuthority tokens,
            String tenant,
            InstantSource clock) {
        this.world = world;
        this.metadata = metadata;
        this.tokens = tokens;
        this.issuer = "https://sts.windows.net/" + tenant + "/";
        this.clock = clock;
    }

    DnsAnswer name(int vnet, DnsQuestion question) {
        return view().names(vnet)
                .map(names -> names.answer(question))
                .orElseGet(() ->
                        new DnsAnswer(DnsAnswer.Code.NAME_ERROR, List.of(), Optional.empty()));
    }

    MetadataAnswer.Document metadata(int vnet, IpAddress from, MetadataRequest request) {
        return switch (metadata.answer(request, view().resident(vnet, from))) {
            case MetadataAnswer.Document document -> document;
            case MetadataAnswer.TokenWanted wanted -> token(wanted);
        };
    }

    private MetadataAnswer.Document token(MetadataAnswer.TokenWanted wanted) {
        var identity = wanted.identity();
        var now = clock.instant();
        var jwt =
                tokens.issue(
                        new Principal(
                                Principal.Kind.APPLICATION,
                                identity.principalId(),
                                identity.clientId()),
                        issuer,
                        wanted.resource(),
                        TOKEN_LIFE,
                        Map.of("xms_mirid", identity.owner().toString()));
        return new Token(jwt, now, TOKEN_LIFE).answer(wanted);
    }

    /** Made anew when the inventory has changed; most facts change only what is seen. */
    private PlatformView view() {
        var inventory = world.get().inventory();
        var now = known;
        if (now.inventory() != inventory) {
            now = new Known(inventory, PlatformView.of(inventory, OWN_NAMES));
            known = now;
        }
        return now.view();
    }
}
