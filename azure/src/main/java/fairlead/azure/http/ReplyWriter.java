package fairlead.azure.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/** Puts an answer on the wire, with the headers that every answer of Azure's has. */
final class ReplyWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Allowance allowance;

    ReplyWriter(Allowance allowance) {
        this.allowance = allowance;
    }

    void write(
            Request request,
            Response response,
            Answer answer,
            String correlation,
            Callback callback) {
        common(request, response, correlation);
        var headers = response.getHeaders();
        switch (answer) {
            case Answer.Document(ArmReply reply) -> {
                response.setStatus(reply.status());
                reply.headers().forEach(headers::put);
                if (reply.body().isPresent()) {
                    headers.put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
                    send(response, JSON.writeValueAsBytes(reply.body().get()), callback);
                } else {
                    send(response, new byte[0], callback);
                }
            }
            case Answer.Page(int status, String type, String text) -> {
                response.setStatus(status);
                headers.put(HttpHeader.CONTENT_TYPE, type + "; charset=utf-8");
                headers.put("Content-Security-Policy", "default-src 'none'; form-action 'self'");
                send(response, text.getBytes(UTF_8), callback);
            }
        }
    }

    private void common(Request request, Response response, String correlation) {
        var headers = response.getHeaders();
        headers.put("x-ms-request-id", UUID.randomUUID().toString());
        headers.put("x-ms-correlation-request-id", correlation);
        var sent = request.getHeaders();
        var client = sent.get("x-ms-client-request-id");
        if (client != null && "true".equalsIgnoreCase(sent.get("x-ms-return-client-request-id"))) {
            headers.put("x-ms-client-request-id", client);
        }
        var kind = Allowance.Kind.of(request.getMethod());
        headers.put(kind.header(), Integer.toString(allowance.charge(kind)));
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        headers.put(HttpHeader.PRAGMA, "no-cache");
        headers.put(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
        headers.put("X-Content-Type-Options", "nosniff");
    }

    private static void send(Response response, byte[] octets, Callback callback) {
        response.write(true, ByteBuffer.wrap(octets), callback);
    }
}
