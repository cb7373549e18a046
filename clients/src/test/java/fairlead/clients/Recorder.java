package fairlead.clients;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.util.BinaryData;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Listens in the SDK's pipeline. */
final class Recorder extends HttpPipelineSyncPolicy {

    private final Conversation conversation;

    Recorder(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    protected HttpResponse afterReceivedResponse(
            HttpPipelineCallContext context, HttpResponse response) {
        var whole = response.buffer();
        var request = context.getHttpRequest();
        conversation.said(
                request.getHttpMethod().name(),
                URI.create(request.getUrl().toString()),
                text(request.getBodyAsBinaryData()),
                whole.getStatusCode(),
                text(whole.getBodyAsBinaryData()),
                Stream.of("Azure-AsyncOperation", "Location")
                        .flatMap(name ->
                                Stream.ofNullable(
                                        whole.getHeaderValue(HttpHeaderName.fromString(name))))
                        .findFirst());
        return whole;
    }

    private static String text(@Nullable BinaryData body) {
        return Optional.ofNullable(body).map(BinaryData::toString).orElse("");
    }
}
