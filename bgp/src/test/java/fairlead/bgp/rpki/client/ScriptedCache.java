package fairlead.bgp.rpki.client;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rpki.RtrCache;
import fairlead.bgp.rpki.RtrCodec;
import fairlead.bgp.rpki.RtrDecoded;
import fairlead.bgp.rpki.RtrFraming;
import fairlead.bgp.rpki.RtrPdu;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A cache on loopback whose test says every word, and every fault, itself. */
final class ScriptedCache implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket listening;

    ScriptedCache() throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(PATIENCE_MILLIS);
    }

    RtrCache where() {
        return new RtrCache("127.0.0.1", listening.getLocalPort());
    }

    /** The next connection of the client under test. */
    Conversation accept() throws IOException {
        var socket = listening.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Conversation(socket);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** One connection. */
    record Conversation(Socket socket) implements AutoCloseable {

        /** Waits for exactly this query. */
        Conversation expect(RtrPdu query, int version) throws IOException {
            assertThat(hear()).isEqualTo(new RtrDecoded.Ok(version, query));
            return this;
        }

        RtrDecoded hear() throws IOException {
            var header = socket.getInputStream().readNBytes(RtrFraming.HEADER);
            assertThat(header).as("a PDU before the client hangs up").hasSize(RtrFraming.HEADER);
            int length = (header[6] & 255) << 8 | (header[7] & 255);
            var pdu = java.util.Arrays.copyOf(header, length);
            socket.getInputStream().readNBytes(pdu, header.length, length - header.length);
            return RtrCodec.decode(pdu);
        }

        Conversation say(int version, RtrPdu... pdus) throws IOException {
            for (var pdu : pdus) {
                say(RtrCodec.encode(pdu, version));
            }
            return this;
        }

        Conversation say(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
            return this;
        }

        /** Waits until the client hangs up. */
        void expectEnd() throws IOException {
            try {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            } catch (java.net.SocketException reset) {
                // It hung up with something of ours unread, which is as good.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
