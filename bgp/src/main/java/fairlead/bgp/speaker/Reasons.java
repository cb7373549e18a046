package fairlead.bgp.speaker;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;

/** What an operator can make of a failed connection. */
final class Reasons {

    private Reasons() {}

    static String of(IOException e) {
        return switch (e) {
            case ConnectException refused
                    when String.valueOf(refused.getMessage()).contains("refused") ->
                    "it refuses connections; is BGP running there, and are we configured as its"
                            + " neighbour?";
            case BindException none
                    when String.valueOf(none.getMessage()).contains("assign requested") ->
                    "our own address is not on this machine yet";
            case BindException _ -> "our own address and port are in use: " + e.getMessage();
            case NoRouteToHostException _ -> "there is no route to it: " + e.getMessage();
            case SocketException none
                    when String.valueOf(none.getMessage()).contains("Invalid argument") ->
                    "it cannot be reached from the address that we listen on; is that one of the"
                            + " loopback?";
            case SocketException reset
                    when String.valueOf(reset.getMessage()).contains("Connection reset") ->
                    "it reset the connection";
            case ClosedChannelException _ -> "we closed the connection";
            default -> String.valueOf(e.getMessage());
        };
    }
}
