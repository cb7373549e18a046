package fairlead.azure.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Azure ignores the case of members, those that hold the others together included. */
class SpellingTest {

    private static final String PLAIN =
            """
            {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.9.0.0/16']},
              'subnets':[{'name':'a','properties':{'addressPrefix':'10.9.0.0/24','routeTable':{'id':'%s'}}}]}}
            """;

    @Test
    void aDocumentInAnyCaseIsTheSame() {
        assertThat(made(upper())).isEqualTo(made(PLAIN));
        assertThat(made(upper()).at("/properties/subnets/0/properties/routeTable/id").asString())
                .endsWith("/routeTables/rt");
    }

    private static String upper() {
        return PLAIN.replace("location", "LOCATION")
                .replace("properties", "Properties")
                .replace("addressSpace", "AddressSpace")
                .replace("subnets", "SubNets")
                .replace("'name'", "'NAME'")
                .replace("'id'", "'ID'");
    }

    private static ObjectNode made(String body) {
        var cloud = SmallCloud.withGroup();
        var table = SmallCloud.NET + "routeTables/rt";
        cloud.put(table, "{'location':'westeurope'}");
        cloud.put(SmallCloud.NET + "virtualNetworks/vnet", body.formatted(table));
        return cloud.document(SmallCloud.NET + "virtualNetworks/vnet");
    }
}
