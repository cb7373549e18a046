package fairlead.azure.http;

import fairlead.azure.arm.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the body of a request, not more than allowed and not for ever: a client that is silent
 * for {@code idle}, or drips so slowly that it does not earn more time, gets a 408.
 *
 * @param limit in octets
 * @param idle how long one read may take (Jetty sees to it), and half of what a body of any size
 *     may take
 * @param nanos a clock that only rises, in nanoseconds
 */
record BodyIntake(int limit, Duration idle, LongSupplier nanos) {

    private static final Logger LOG = LoggerFactory.getLogger(BodyIntake.class);

    /** What an octet earns: fewer than 256 in a second are too slow. */
    private static final long NANOS_PER_OCTET = 1_000_000_000L / 256;

    /** How much of a refused body is read, so that most clients get to see the refusal. */
    private static final int DRAIN = 16 << 20;

    /**
     * The whole body, empty when there is none.
     *
     * @throws RefusedException 413 or 408
     */
    byte[] read(Request request) throws RefusedException {
        var in = Content.Source.asInputStream(request);
        try {
            var body = new ByteArrayOutputStream();
            if (request.getLength() <= limit && endsWithin(limit, in, body)) {
                return body.toByteArray();
            }
        } catch (IOException broken) {
            LOG.debug("the body of a request did not come", broken);
            throw Refusals.late();
        }
        throw Refusals.tooLarge(limit);
    }

    /**
     * Reads on and throws away what a client still sends with a request that is refused: one that
     * is hung up on while it sends gets to see a broken connection in place of the refusal. A
     * client that asked first ({@code Expect: 100-continue}) has not sent the body and need not.
     */
    void discard(Request request) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return;
        }
        try {
            endsWithin(
                    DRAIN, Content.Source.asInputStream(request), OutputStream.nullOutputStream());
        } catch (IOException | RefusedException gone) {
            LOG.debug("the rest of a refused request did not come", gone);
        }
    }

    private boolean endsWithin(int most, InputStream in, OutputStream out)
            throws IOException, RefusedException {
        var piece = new byte[8192];
        long start = nanos.getAsLong();
        long taken = 0;
        for (int n; (n = in.read(piece)) >= 0; ) {
            taken += n;
            if (taken > most) {
                return false;
            }
            out.write(piece, 0, n);
            if (nanos.getAsLong() - start > 2 * idle.toNanos() + taken * NANOS_PER_OCTET) {
                throw Refusals.late();
            }
        }
        return true;
    }
}
