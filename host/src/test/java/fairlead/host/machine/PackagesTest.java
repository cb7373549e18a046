package fairlead.host.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackagesTest {

    @Test
    void aPlanIsReadFromAptsSimulation() {
        var plan =
                Apt.Pin.planned(
                        """
                        NOTE: This is only a simulation!
                        Remv bird2 [2.0.12-7]
                        Inst libpopt0 (1.19+dfsg-1 Debian:12.15/oldstable [amd64])
                        Inst bird [1.6.8-2.1+b1] (1.6.8-2.1+b1 Debian:12.15/oldstable [amd64])
                        Inst busybox (1:1.35.0-4 Debian:12/stable, Debian-Security:12/stable [amd64]) []
                        Conf bird (1.6.8-2.1+b1 Debian:12.15/oldstable [amd64])
                        """);
        assertThat(plan)
                .extracting(Apt.Pin::file)
                .containsExactly(
                        "libpopt0_1.19+dfsg-1_amd64.deb",
                        "bird_1.6.8-2.1+b1_amd64.deb",
                        "busybox_1%3a1.35.0-4_amd64.deb");
    }

    @Test
    void theAlternativeWithTheHighestPriorityIsLinkedWithItsSlaves() {
        var links =
                Alternatives.in(
                        """
                        if [ "$1" = configure ]; then
                          update-alternatives \\
                            --install /usr/sbin/iptables iptables /usr/sbin/iptables-nft 20 \\
                            --slave /usr/sbin/iptables-save iptables-save /usr/sbin/iptables-nft-save
                          update-alternatives \\
                            --install /usr/sbin/iptables iptables /usr/sbin/iptables-legacy 10 \\
                            --slave /usr/sbin/iptables-save iptables-save /usr/sbin/iptables-legacy-save
                          update-alternatives --install /usr/bin/$p $p /usr/bin/$p.db 100
                        fi
                        """);
        assertThat(links)
                .containsOnly(
                        entry("/usr/sbin/iptables", "/usr/sbin/iptables-nft"),
                        entry("/usr/sbin/iptables-save", "/usr/sbin/iptables-nft-save"));
    }

    @Test
    void anErrorNamesThePackageTheDistributionAndTheRemedy() {
        assertThat(
                        Distribution.cannotBeHad(
                                        List.of("bird", "brid"), "Unable to locate package brid")
                                .why())
                .startsWith("package brid cannot be had on " + Distribution.name())
                .contains("Unable to locate package brid")
                .contains("apt");
        assertThat(Distribution.noApt(List.of("bird")).why())
                .contains("bird")
                .contains(Distribution.name())
                .contains("has no apt-get");
    }
}
