package fairlead.azure.http;

import static fairlead.azure.http.TestCloud.S;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestTest {

    private static final String GOOD = S + "/resourceGroups/rg1?api-version=2024-05-01";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private TestCloud cloud;

    @BeforeAll
    void start() throws IOException {
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(Door.class);
        logger.setAdditive(false);
        logger.addAppender(log);
        cloud =
                TestCloud.with(request -> {
                    if (request.path().endsWith("/broken")) {
                        throw new IllegalStateException("a bug, with a private detail");
                    }
                    if (request.path().endsWith("/refused")) {
                        throw new RefusedException(
                                409,
                                new ArmError("Conflict", "no", "target")
                                        .because(List.of(new ArmError("Inner", "why"))));
                    }
                    return ArmReply.ok(JsonNodeFactory.instance.objectNode());
                });
    }

    @AfterAll
    void stop() throws IOException {
        var logger = (Logger) LoggerFactory.getLogger(Door.class);
        logger.detachAppender(log);
        logger.setAdditive(true);
        cloud.close();
    }

    @Test
    void theBaselineIsGood() throws Exception {
        assertThat(cloud.send(cloud.request(GOOD)).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> oneThingWrong() {
        return Stream.of(
                row("no token", 401, "AuthenticationFailed", c -> c.bare(GOOD)),
                row(
                        "another scheme",
                        401,
                        "AuthenticationFailed",
                        c -> c.bare(GOOD).header("Authorization", "Basic abcd")),
                row(
                        "a token of nobody's",
                        401,
                        "InvalidAuthenticationToken",
                        c -> c.bare(GOOD).header("Authorization", "Bearer abcd")),
                row(
                        "no api-version",
                        400,
                        "MissingApiVersionParameter",
                        c -> c.request(S + "/resourceGroups/rg1")),
                row(
                        "no api-version for a document of the server's own",
                        400,
                        "MissingApiVersionParameter",
                        c -> c.request("/subscriptions")),
                row(
                        "an api-version that is no date",
                        400,
                        "InvalidApiVersionParameter",
                        c -> c.request(S + "/resourceGroups/rg1?api-version=latest")),
                row(
                        "another subscription",
                        404,
                        "SubscriptionNotFound",
                        c ->
                                c.request(
                                        "/subscriptions/nobodys/resourceGroups?api-version=2024-05-01")),
                row(
                        "an unknown namespace",
                        404,
                        "InvalidResourceNamespace",
                        c -> c.request(S + "/providers/Microsoft.Nothing?api-version=2024-05-01")),
                row(
                        "an unknown method",
                        405,
                        "MethodNotAllowed",
                        c -> c.request(GOOD).method("BREW", BodyPublishers.noBody())),
                row(
                        "the wrong method for a login document",
                        405,
                        "MethodNotAllowed",
                        c -> c.bare("/adfs/oauth2/token")),
                row("not JSON", 400, "InvalidRequestContent", c -> put(c, "{\"a\":")),
                row("two values", 400, "InvalidRequestContent", c -> put(c, "{} {}")),
                row("a name twice", 400, "InvalidRequestContent", c -> put(c, "{\"a\":1,\"a\":2}")),
                row("not UTF-8 text", 400, "InvalidRequestContent", c -> put(c, "\u0000")),
                row(
                        "a body that is a megabyte too large",
                        413,
                        "RequestContentTooLarge",
                        c -> put(c, "\"" + "x".repeat(5 << 20) + "\"")),
                row(
                        "a login of more than a few lines",
                        413,
                        "RequestContentTooLarge",
                        c ->
                                c.bare("/adfs/oauth2/token")
                                        .POST(BodyPublishers.ofString("x".repeat(70_000)))),
                row(
                        "a body of unknown length that is too large",
                        413,
                        "RequestContentTooLarge",
                        c ->
                                c.request(GOOD)
                                        .PUT(
                                                BodyPublishers.fromPublisher(
                                                        BodyPublishers.ofString(
                                                                "x".repeat(5 << 20))))),
                row(
                        "a body that is too large and waits to be asked for",
                        413,
                        "RequestContentTooLarge",
                        c -> put(c, "\"" + "x".repeat(5 << 20) + "\"").expectContinue(true)),
                row(
                        "an encoded slash in a name",
                        400,
                        "InvalidRequestUri",
                        c -> c.request(S + "/resourceGroups/a%2Fb?api-version=2024-05-01")),
                row(
                        "a way up",
                        400,
                        "InvalidRequestUri",
                        c -> c.request(S + "/resourceGroups/%2e%2e?api-version=2024-05-01")),
                row(
                        "octets that are not UTF-8",
                        400,
                        "InvalidRequestUri",
                        c -> c.request(S + "/resourceGroups/%ff?api-version=2024-05-01")),
                row(
                        "a refusal of the Api's",
                        409,
                        "Conflict",
                        c -> c.request(S + "/refused?api-version=2024-05-01")),
                row(
                        "a bug of the Api's",
                        500,
                        "InternalServerError",
                        c -> c.request(S + "/broken?api-version=2024-05-01")),
                row(
                        "an endpoint document of no version",
                        400,
                        "MissingApiVersionParameter",
                        c -> c.bare("/metadata/endpoints")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneThingWrong")
    void oneThingWrongHasItsOwnStatusAndCode(
            String what, int status, String code, Function<TestCloud, HttpRequest.Builder> request)
            throws Exception {
        var answer = cloud.send(request.apply(cloud));
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/json; charset=utf-8");
        var error = TestCloud.json(answer).get("error");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).isNotBlank();
    }

    @Test
    void aRefusalKeepsItsTargetAndDetails() throws Exception {
        assertThat(cloud.json(S + "/refused?api-version=2024-05-01"))
                .hasToString(
                        """
                        {"error":{"code":"Conflict","message":"no","target":"target",\
                        "details":[{"code":"Inner","message":"why"}]}}\
                        """);
    }

    @Test
    void aBugIsLoggedOnceWithItsStack() throws Exception {
        log.list.clear();
        cloud.send(cloud.request(S + "/broken?api-version=2024-05-01"));
        assertThat(log.list).hasSize(1);
        assertThat(log.list.getFirst().getThrowableProxy().getMessage()).startsWith("a bug");
    }

    @Test
    void aBugIsToldByItsCorrelationIdAndByNothingElse() throws Exception {
        var answer =
                cloud.send(
                        cloud.request(S + "/broken?api-version=2024-05-01")
                                .header("x-ms-correlation-request-id", "abc-123"));
        assertThat(answer.body()).contains("abc-123").doesNotContain("private detail");
        assertThat(answer.headers().firstValue("x-ms-correlation-request-id")).hasValue("abc-123");
    }

    @Test
    void whoHasNoTokenIsToldWhereTokensAre() throws Exception {
        assertThat(cloud.send(cloud.bare(GOOD)).headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(header ->
                        assertThat(header)
                                .startsWith(
                                        "Bearer authorization_uri=\"" + cloud.base() + "/adfs\"")
                                .contains("error=\"invalid_token\""));
    }

    @Test
    void theTokenIsJudgedBeforeAnythingThatWouldTellOfTheCloud() throws Exception {
        var answer = cloud.send(cloud.bare("/subscriptions/nobodys"));
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aRequestToTunnelIsRefused() throws Exception {
        try (var socket = RawTls.connect(cloud)) {
            socket.getOutputStream()
                    .write("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 405");
        }
    }

    @Test
    void anUnreadableRequestLineIsRefusedInAzuresFormToo() throws Exception {
        var answer = RawTls.exchange(cloud, "GET\u0001 / HTTP/1.1\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("{\"error\":{\"code\":\"BadRequest\"");
    }

    /** A client that is not told would send its next request to a connection that is gone. */
    @Test
    void whoIsHungUpOnIsTold() throws Exception {
        var answer = RawTls.exchange(cloud, "GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("Connection: close\r\n")
                .contains("{\"error\":{\"code\":\"BadRequest\"");
    }

    /** Refused by its first line, a client sends on, and is to read the refusal in the end. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedBeforeTheirBody")
    void aRefusalIsReadByWhoStillSends(
            String what, int status, Function<TestCloud, HttpRequest.Builder> request)
            throws Exception {
        var body = BodyPublishers.ofString("x".repeat(3 << 20));
        for (int i = 0; i < 5; i++) {
            assertThat(cloud.send(request.apply(cloud).method("PUT", body)).statusCode())
                    .as(what)
                    .isEqualTo(status);
        }
    }

    static Stream<Arguments> refusedBeforeTheirBody() {
        return Stream.of(
                arguments("no token", 401, of(c -> c.bare(GOOD))),
                arguments("no version", 400, of(c -> c.request(S + "/resourceGroups/rg1"))),
                arguments(
                        "no such subscription",
                        404,
                        of(c -> c.request("/subscriptions/n?api-version=2024-05-01"))),
                arguments("no such method", 405, of(c -> c.bare("/adfs/discovery/keys"))));
    }

    private static Function<TestCloud, HttpRequest.Builder> of(
            Function<TestCloud, HttpRequest.Builder> request) {
        return request;
    }

    private static HttpRequest.Builder put(TestCloud cloud, String body) {
        return cloud.request(GOOD).PUT(BodyPublishers.ofString(body));
    }

    private static Arguments row(
            String what,
            int status,
            String code,
            Function<TestCloud, HttpRequest.Builder> request) {
        return arguments(what, status, code, request);
    }
}
