package fairlead.bgp.rib;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AsWidth;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.lang.management.ManagementFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerRowsTest {

    private final PeerRows rows = new PeerRows(peer(0));

    /** Who asks about each of many peers must not look at all of them for each. */
    @Test
    void aPeerAmongAThousandIsFoundAsOneAmongTen() {
        for (int i = 1; i <= 10; i++) {
            rows.add(peer(i));
        }
        octetsToFindTen(); // What is allocated once for all.
        long few = octetsToFindTen();
        for (int i = 11; i <= 1000; i++) {
            rows.add(peer(i));
        }
        assertThat(octetsToFindTen()).as("octets allocated").isLessThanOrEqualTo(few);
    }

    @Test
    void aNameIsThatOfWhoIsThereAndNotOfWhoIsGone() {
        var before = rows.add(peer(1));
        rows.goes(before);
        assertThat(rows.named("p1")).isEmpty();
        var after = rows.add(peer(1));
        assertThat(rows.named("p1")).containsSame(after);
        rows.remove(before);
        assertThat(rows.named("p1")).containsSame(after);
        assertThat(rows.named("p2")).isEmpty();
        rows.remove(after);
        assertThat(rows.named("p1")).isEmpty();
    }

    private long octetsToFindTen() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int found = 0;
        for (var name : NAMES) {
            found += rows.named(name).isPresent() ? 1 : 0;
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(found).isEqualTo(NAMES.length);
        return allocated;
    }

    private static final String[] NAMES = {
        "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10"
    };

    private static PeerTerms peer(int number) {
        var address = IpAddress.v4((10 << 24) + number);
        return new PeerTerms(
                number == 0 ? "" : "p" + number,
                address,
                new Asn(65000),
                address,
                PeerKind.TRANSPARENT,
                AsWidth.FOUR,
                4096,
                Set.of(Family.IPV4_UNICAST),
                Set.of(),
                Set.of(),
                RoutePolicies.NONE);
    }
}
