package fairlead.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoAmITest {

    private static final InetSocketAddress CALLER = new InetSocketAddress("20.50.0.4", 1024);

    private static String answer(String request) {
        return new String(WhoAmI.answer(request, CALLER), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1 | 200 | 20.50.0.4 1024",
                "GET /whatever HTTP/1.0 | 200 | 20.50.0.4 1024",
                "GET /json HTTP/1.1 | 200 | {\"address\":\"20.50.0.4\",\"port\":1024}",
                "HEAD / HTTP/1.1 | 200 | ''",
                "POST / HTTP/1.1 | 405 | only GET is answered here",
                "nonsense | 405 | only GET is answered here",
            })
    void aCallerIsToldWhoItIs(String request, String status, String body) {
        assertThat(answer(request)).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer(request).split("\r\n\r\n", 2)[1].strip()).isEqualTo(body);
    }

    @Test
    void theLengthIsTheBodys() {
        assertThat(answer("GET / HTTP/1.1")).contains("Content-Length: 15\r\n").endsWith("1024\n");
    }
}
