package fairlead.azure.template;

import static fairlead.azure.template.Function.ANY;

import fairlead.azure.arm.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * "Resource functions for ARM templates", those that put ids together. They ask nobody whether the
 * resource exists.
 */
final class ResourceIdFunctions {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    static final List<Function> ROWS =
            List.of(
                    new Function("extensionResourceId", 3, ANY, ResourceIdFunctions::extension),
                    new Function("resourceId", 2, ANY, ResourceIdFunctions::resource),
                    new Function(
                            "subscriptionResourceId", 2, ANY, ResourceIdFunctions::subscription),
                    new Function("tenantResourceId", 2, ANY, ResourceIdFunctions::tenant));

    private ResourceIdFunctions() {}

    private static JsonNode resource(Arguments arguments) throws RefusedException {
        var texts = texts(arguments);
        int type = typeAt(arguments, texts, 2);
        var scope = arguments.context().setting().scope();
        var subscription = scope.subscription();
        var group = scope.group();
        if (type == 2) {
            subscription = texts.get(0);
            group = Optional.of(texts.get(1));
        } else if (type == 1 && GUID.matcher(texts.get(0)).matches()) {
            subscription = texts.get(0);
        } else if (type == 1) {
            group = Optional.of(texts.get(0));
        }
        var base =
                "/subscriptions/"
                        + subscription
                        + group.map(name -> "/resourceGroups/" + name).orElse("");
        return Values.of(base + below(arguments, texts, type));
    }

    private static JsonNode subscription(Arguments arguments) throws RefusedException {
        var texts = texts(arguments);
        int type = typeAt(arguments, texts, 1);
        var subscription =
                type == 1 ? texts.get(0) : arguments.context().setting().scope().subscription();
        return Values.of("/subscriptions/" + subscription + below(arguments, texts, type));
    }

    private static JsonNode tenant(Arguments arguments) throws RefusedException {
        var texts = texts(arguments);
        return Values.of(below(arguments, texts, typeAt(arguments, texts, 0)));
    }

    private static JsonNode extension(Arguments arguments) throws RefusedException {
        var texts = texts(arguments);
        var scope =
                texts.get(0).endsWith("/")
                        ? texts.get(0).substring(0, texts.get(0).length() - 1)
                        : texts.get(0);
        return Values.of(scope + below(arguments, texts, 1));
    }

    /** Which argument is the type: the first with a slash in it. */
    private static int typeAt(Arguments arguments, List<String> texts, int most) {
        for (int i = 0; i <= most && i < texts.size(); i++) {
            if (texts.get(i).contains("/")) {
                return i;
            }
        }
        throw arguments.fault(
                "None of its first "
                        + (most + 1)
                        + " arguments is a resource type such as Microsoft.Network/virtualNetworks.");
    }

    /** {@code /providers/NAMESPACE/type/name...}. */
    private static String below(Arguments arguments, List<String> texts, int typeAt) {
        var type = texts.get(typeAt).split("/", -1);
        var names = new ArrayList<String>();
        for (var name : texts.subList(typeAt + 1, texts.size())) {
            // Names may come joined: resourceId('A/b/c', 'parent/child').
            names.addAll(List.of(name.split("/", -1)));
        }
        if (type.length != names.size() + 1) {
            throw arguments.fault(
                    "The resource type '"
                            + texts.get(typeAt)
                            + "' requires "
                            + (type.length - 1)
                            + " resource name(s) while "
                            + names.size()
                            + " were provided.");
        }
        var below = new StringBuilder("/providers/").append(type[0]);
        for (int i = 0; i < names.size(); i++) {
            below.append('/').append(type[i + 1]).append('/').append(names.get(i));
        }
        return below.toString();
    }

    private static List<String> texts(Arguments arguments) throws RefusedException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            texts.add(arguments.text(i));
        }
        return texts;
    }
}
