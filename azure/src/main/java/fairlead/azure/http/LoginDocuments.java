package fairlead.azure.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.azure.arm.RefusedException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The token service, in the style of ADFS and, below the tenant's id, in that of Entra, which SDKs
 * prefer once their instance discovery is off: client credentials (RFC 6749 §4.4), password (§4.3)
 * and device code (RFC 8628). There is one credential; whoever proves it is let in, as an
 * application or, by password and device code, as a user.
 */
final class LoginDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final CloudCard card;
    private final Credential credential;
    private final Duration life;
    private final TokenAuthority tokens;
    private final DeviceCodes devices;

    LoginDocuments(
            CloudCard card,
            Credential credential,
            Duration life,
            TokenAuthority tokens,
            DeviceCodes devices) {
        this.card = card;
        this.credential = credential;
        this.life = life;
        this.tokens = tokens;
        this.devices = devices;
    }

    List<Route> routes() {
        return List.of(
                Route.open(
                        "GET",
                        "adfs/.well-known/openid-configuration",
                        asked ->
                                configuration(
                                        asked.base() + "/adfs", "/oauth2", "/discovery/keys")),
                Route.open(
                        "GET",
                        card.tenant() + "/v2.0/.well-known/openid-configuration",
                        asked ->
                                configuration(
                                        asked.base() + "/" + card.tenant(),
                                        "/oauth2/v2.0",
                                        "/discovery/v2.0/keys")),
                Route.open("GET", "adfs/discovery/keys", _ -> keys()),
                Route.open("GET", card.tenant() + "/discovery/v2.0/keys", _ -> keys()),
                Route.open("POST", "adfs/oauth2/token", this::token),
                Route.open("POST", card.tenant() + "/oauth2/v2.0/token", this::token),
                Route.open("POST", "adfs/oauth2/devicecode", this::deviceCode),
                Route.open("POST", card.tenant() + "/oauth2/v2.0/devicecode", this::deviceCode),
                Route.open("GET", "device", _ -> DevicePage.form("")),
                Route.open("POST", "device", this::approve));
    }

    private static Answer configuration(String issuer, String oauth, String keys) {
        var document = JSON.objectNode();
        document.put("issuer", issuer);
        document.put("authorization_endpoint", issuer + oauth + "/authorize");
        document.put("token_endpoint", issuer + oauth + "/token");
        document.put("device_authorization_endpoint", issuer + oauth + "/devicecode");
        document.put("jwks_uri", issuer + keys);
        document.putArray("id_token_signing_alg_values_supported").add("ES256");
        document.putArray("grant_types_supported")
                .add("client_credentials")
                .add("password")
                .add(DEVICE_GRANT);
        return Answer.json(document);
    }

    private Answer keys() {
        return Answer.json(JsonMapper.shared().readTree(tokens.publicKeys()));
    }

    private Answer token(Route.Asked asked) throws RefusedException {
        var form = Paths.parameters(asked.body());
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> application(asked, form);
            case "password" -> password(asked, form);
            case DEVICE_GRANT -> device(asked, form);
            default ->
                    denied(
                            400,
                            "unsupported_grant_type",
                            "This cloud grants tokens for client_credentials, password and"
                                    + " device_code.");
        };
    }

    private Answer application(Route.Asked asked, Map<String, String> form) {
        if (!proves(form.get("client_id"), form.get("client_secret"))) {
            return denied(
                    401,
                    "invalid_client",
                    "This cloud's service principal has another client id or secret.");
        }
        var who =
                new Principal(
                        Principal.Kind.APPLICATION,
                        objectId(credential.clientId()),
                        credential.clientId());
        return Answer.json(grant(asked, who, form.getOrDefault("scope", "")));
    }

    private Answer password(Route.Asked asked, Map<String, String> form) {
        if (!proves(form.get("username"), form.get("password"))) {
            return denied(
                    400,
                    "invalid_grant",
                    "The user is the service principal's client id, the password its secret.");
        }
        return Answer.json(user(asked, form, form.getOrDefault("scope", "")));
    }

    private Answer deviceCode(Route.Asked asked) throws RefusedException {
        var form = Paths.parameters(asked.body());
        var begun = devices.begin(form.getOrDefault("scope", ""));
        if (begun.isEmpty()) {
            return denied(
                    400, "slow_down", "Too many logins are waiting for approval. Try again later.");
        }
        var code = begun.get();
        var page = asked.base() + "/device";
        var document = JSON.objectNode();
        document.put("user_code", code.userCode());
        document.put("device_code", code.deviceCode());
        document.put("verification_uri", page);
        document.put("expires_in", DeviceCodes.LIFE.toSeconds());
        document.put("interval", 1);
        document.put(
                "message",
                "To log in to "
                        + card.name()
                        + ", open "
                        + page
                        + " and enter the code "
                        + code.userCode()
                        + " and the secret of the service principal.");
        return Answer.json(document);
    }

    private Answer device(Route.Asked asked, Map<String, String> form) {
        var code = form.getOrDefault("device_code", form.getOrDefault("code", ""));
        return switch (devices.redeem(code)) {
            case DeviceCodes.Pending() ->
                    denied(400, "authorization_pending", "The login has not been approved yet.");
            case DeviceCodes.Unknown() ->
                    denied(400, "expired_token", "This code is unknown or has expired.");
            case DeviceCodes.Approved(var scope) -> Answer.json(user(asked, form, scope));
        };
    }

    private Answer approve(Route.Asked asked) throws RefusedException {
        var form = Paths.parameters(asked.body());
        if (!proves(credential.clientId(), form.get("secret"))) {
            return DevicePage.form("The secret is not the one of this cloud's service principal.");
        }
        return devices.approve(form.getOrDefault("user_code", ""))
                ? DevicePage.done()
                : DevicePage.form("No login with this code waits for approval.");
    }

    private ObjectNode user(Route.Asked asked, Map<String, String> form, String scope) {
        var name = "user@" + card.name().toLowerCase(java.util.Locale.ROOT);
        var who = new Principal(Principal.Kind.USER, objectId(name), name);
        var document = grant(asked, who, scope);
        document.put(
                "id_token",
                tokens.issue(
                        who, asked.base() + "/adfs", form.getOrDefault("client_id", ""), life));
        return document;
    }

    private ObjectNode grant(Route.Asked asked, Principal who, String scope) {
        var document = JSON.objectNode();
        document.put("token_type", "Bearer");
        document.put("expires_in", life.toSeconds());
        if (!scope.isEmpty()) {
            document.put("scope", scope);
        }
        document.put(
                "access_token",
                tokens.issue(who, asked.base() + "/adfs", asked.base() + "/", life));
        return document;
    }

    private boolean proves(
            @org.jspecify.annotations.Nullable String id,
            @org.jspecify.annotations.Nullable String secret) {
        return Optional.ofNullable(id).filter(credential.clientId()::equalsIgnoreCase).isPresent()
                && secret != null
                && MessageDigest.isEqual(
                        secret.getBytes(UTF_8), credential.secret().getBytes(UTF_8));
    }

    private String objectId(String name) {
        return UUID.nameUUIDFromBytes((card.tenant() + "/" + name).getBytes(UTF_8)).toString();
    }

    private static Answer denied(int status, String error, String description) {
        return new Answer.Document(
                ArmReply.of(
                        status,
                        JSON.objectNode()
                                .put("error", error)
                                .put("error_description", description)));
    }
}
