package fairlead.box.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.hub.Profile;
import fairlead.azure.types.Limits;
import fairlead.azure.types.Types;
import fairlead.cloud.CloudSettings.Speed;
import fairlead.cloud.CloudSettings.Strictness;
import fairlead.cloud.Pace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    @TempDir Path home;

    private Settings read(String text) throws Exception {
        return SettingsFile.read(Files.writeString(home.resolve(SettingsFile.NAME), text));
    }

    @Test
    void aCloudWithoutAFileHasAzuresRulesAndIsQuick() throws Exception {
        var settings = SettingsFile.read(home.resolve("none.yaml"));
        assertThat(settings).isEqualTo(Settings.USUAL);
        assertThat(settings.cloud().profile()).isEqualTo(Profile.AZURE);
        assertThat(settings.cloud().pace()).isEqualTo(Pace.INSTANT);
        assertThat(settings.listen()).isEqualTo("127.0.0.1");
        assertThat(read("# nothing yet\n")).isEqualTo(Settings.USUAL);
    }

    @Test
    void everySettingIsRead() throws Exception {
        var settings =
                read(
                        """
                        # limits first: the order does not matter
                        limits:
                          peersPerRouteServer: 16
                          routesPerPeer: 1000
                          routesPerRouteTable: 10
                        times:
                          Microsoft.Network/virtualHubs/bgpConnections: 90s
                          Microsoft.Network/virtualHubs/ipConfigurations: {create: 2m, delete: 500ms}
                        profile: extended
                        pace: azure
                        listen: 0.0.0.0
                        """);

        var cloud = settings.cloud();
        assertThat(cloud.strictness()).isEqualTo(Strictness.EXTENDED);
        assertThat(cloud.speed()).isEqualTo(Speed.AZURE);
        assertThat(cloud.profile())
                .isEqualTo(Profile.EXTENDED.withPeers(16).withRoutesPerPeer(1000));
        assertThat(cloud.limits()).isEqualTo(Limits.NONE.with(Types.ROUTES, 10));
        assertThat(cloud.pace().of(Types.BGP_CONNECTIONS, Pace.Step.DELETE))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(cloud.pace().of(Types.HUB_IP_CONFIGURATIONS, Pace.Step.CREATE))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(cloud.pace().of(Types.HUB_IP_CONFIGURATIONS, Pace.Step.UPDATE))
                .isEqualTo(Pace.AZURE.of(Types.HUB_IP_CONFIGURATIONS, Pace.Step.UPDATE));
        assertThat(cloud.pace().of(Types.HUB_IP_CONFIGURATIONS, Pace.Step.DELETE))
                .isEqualTo(Duration.ofMillis(500));
        assertThat(settings.listen()).isEqualTo("0.0.0.0");
        assertThat(settings.warning()).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    pace: slow                           | 1 | 'pace' is 'slow'; it may be azure or instant
                    \\n\\nprofile: Azure                 | 3 | 'profile' is 'Azure'; it may be azure or extended
                    profil: azure                        | 1 | 'profil' is not known as a setting; known are profile, pace, listen, limits, times
                    pace: azure\\npace: instant          | 2 | 'pace' is there twice
                    limits:\\n  peers: 3                 | 2 | 'peers' is not known as a limits; known are peersPerRouteServer, routesPerPeer
                    limits:\\n  routesPerPeer: many      | 2 | 'routesPerPeer' is 'many'; it is a whole number from 1 on
                    limits:\\n  routesPerPeer: 0         | 2 | it is a whole number from 1 on
                    limits:\\n  routesPerPeer: 99999999999 | 2 | it is a whole number from 1 on
                    limits: 8                            | 1 | 'limits' must be a mapping
                    times:\\n  Microsoft.Sql/servers: 1s | 2 | 'Microsoft.Sql/servers' is not known as a times; known are Microsoft.Compute
                    times:\\n  Microsoft.Network/virtualHubs: soon | 2 | it is a time such as 500ms, 45s or 15m
                    times:\\n  Microsoft.Network/virtualHubs: {make: 1s} | 2 | known are create, update, delete
                    listen: everywhere                   | 1 | 'listen' is 'everywhere'; it may be 127.0.0.1, or 0.0.0.0 for all addresses
                    listen: [127.0.0.1]                  | 1 | 'listen' must be one value
                    - pace                               | 1 | 'setting' must be a mapping
                    pace: 'azure                         | 1 | this is not YAML
                    """)
    void aMistakeIsNamedWithItsFileLineAndWhatMayStandThere(String text, int line, String part) {
        var wrong =
                catchThrowableOfType(
                        SettingsException.class, () -> read(text.strip().replace("\\n", "\n")));
        assertThat(wrong).isNotNull();
        assertThat(wrong.getMessage())
                .startsWith(home.resolve(SettingsFile.NAME) + ", line " + line + ": ")
                .contains(part);
    }

    @Test
    void whoListensBeyondLoopbackIsWarned() throws Exception {
        assertThat(read("listen: 127.0.0.1").warning()).isEmpty();
        assertThat(read("listen: 0.0.0.0").warning())
                .hasValueSatisfying(text -> assertThat(text).contains("listens on 0.0.0.0"));
    }
}
