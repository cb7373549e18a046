package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolverTest {

    @Test
    void theFileNamesTheServersInTheirOrderAndTheDomain() {
        var servers = List.of(IpAddress.parse("10.1.0.9"), IpAddress.parse("10.1.0.8"));
        assertThat(new Resolver(servers, "a.example.net").file().lines())
                .containsExactly(
                        "nameserver 10.1.0.9", "nameserver 10.1.0.8", "search a.example.net");
    }

    @Test
    void aDomainCannotBringALineOfItsOwn() {
        assertThatThrownBy(() -> new Resolver(List.of(), "a\nnameserver 10.0.0.1"))
                .hasMessageContaining("cannot be a domain");
    }
}
