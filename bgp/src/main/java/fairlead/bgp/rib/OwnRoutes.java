package fairlead.bgp.rib;

import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The prefixes that are ours, as paths of ourselves. */
final class OwnRoutes {

    private OwnRoutes() {}

    static Map<Prefix, PathAttributes> of(RibTerms terms) {
        var routes = new LinkedHashMap<Prefix, PathAttributes>();
        for (var one : terms.exports().originations()) {
            routes.put(one.prefix(), attributes(one, terms));
        }
        return routes;
    }

    private static PathAttributes attributes(ExportRules.Origination origination, RibTerms terms) {
        var list = new ArrayList<PathAttribute>();
        list.add(new PathAttribute.OriginIs(Origin.IGP));
        list.add(new PathAttribute.AsPathIs(AsPath.EMPTY));
        list.add(new PathAttribute.NextHopIs(terms.nextHop()));
        if (!origination.communities().isEmpty()) {
            list.add(new PathAttribute.Communities(origination.communities()));
        }
        return new PathAttributes(list);
    }
}
