package fairlead.box;

import fairlead.azure.http.ArmServer;
import fairlead.azure.http.CloudCard;
import fairlead.azure.http.CloudSecrets;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/** Tells the command line where the cloud is and with what to enter, by files of its folder. */
final class Announcement {

    private Announcement() {}

    static void write(StateFolder folder, ArmServer server, CloudSecrets secrets, CloudCard card)
            throws IOException {
        var json = JsonMapper.shared();
        folder.write("admin.token", secrets.administratorToken() + "\n");
        folder.write(
                "principal.json",
                json.writeValueAsString(
                        json.createObjectNode()
                                .put("clientId", secrets.credential().clientId())
                                .put("secret", secrets.credential().secret())
                                .put("tenantId", card.tenant())
                                .put("subscriptionId", card.subscription())));
        var self = ProcessHandle.current();
        folder.write(
                "endpoint.json",
                json.writeValueAsString(
                        json.createObjectNode()
                                .put("url", server.base().toString())
                                .put("port", server.port())
                                .put("pid", self.pid())
                                .put("startTime", ProcessStart.of(self.pid()))
                                .put("subscriptionId", card.subscription())));
    }
}
