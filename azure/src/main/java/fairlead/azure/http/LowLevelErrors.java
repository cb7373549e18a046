package fairlead.azure.http;

import fairlead.azure.arm.ArmError;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty refuses before the {@link Door} sees it (unparsable request lines, oversized headers),
 * in Azure's error form instead of a web page.
 */
final class LowLevelErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        var reason =
                request.getAttribute(ErrorHandler.ERROR_MESSAGE) instanceof String text
                        ? text
                        : HttpStatus.getMessage(status);
        var reply =
                ArmReply.refusal(
                        status,
                        new ArmError(
                                status < 500 ? "BadRequest" : "InternalServerError",
                                "The request could not be read: " + reason + "."));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        // Jetty hangs up after it; a client that is not told would send its next request in vain.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Content.Sink.write(response, true, reply.body().orElseThrow().toString(), callback);
        return true;
    }
}
