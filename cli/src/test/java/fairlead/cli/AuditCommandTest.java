package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    @TempDir Path home;
    private FakeCloud cloud;

    @BeforeEach
    void start() throws Exception {
        cloud = new FakeCloud(home);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private void answer(String differences) {
        cloud.on(
                "GET",
                "providers/Fairlead.Host/audit",
                "{'compared':{'kernelObjects':214,'routeTables':3,'machines':4,'sessions':6},'differences':["
                        + differences
                        + "]}");
    }

    @Test
    void withoutADifferenceItSaysHowMuchWasComparedAndEndsWell() {
        answer("");

        assertThat(cloud.run("audit")).isZero();

        assertThat(cloud.printed())
                .isEqualTo(
                        """
                        Compared: 214 kernel objects, 3 route tables, 4 machines, 6 BGP sessions.
                        There is no difference.
                        """);
    }

    @Test
    void aDifferenceIsARowAndAnExitCodeOfItsOwn() {
        answer(
                "{'subject':'route','where':'vmVMNic','what':'0.0.0.0/0','wanted':'through 10.1.2.4','found':'nothing'}");

        assertThat(cloud.run("audit")).isEqualTo(Exit.DIFFERS.code());

        assertThat(cloud.printed())
                .containsPattern("Subject +Where +What +Wanted +Found")
                .containsPattern("route +vmVMNic +0\\.0\\.0\\.0/0 +through 10\\.1\\.2\\.4 +nothing")
                .contains("Differences: 1");
        assertThat(cloud.run("audit", "--json")).isEqualTo(Exit.DIFFERS.code());
    }
}
