package fairlead.azure.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A resource's full name, at group or subscription scope. Case is kept for display and ignored for
 * identity, as ARM does; {@code resourcegroups} is written {@code resourceGroups}, double and
 * trailing slashes are dropped.
 *
 * <pre>
 * /subscriptions/S
 * /subscriptions/S/resourceGroups/G
 * /subscriptions/S[/resourceGroups/G]/providers/NAMESPACE/type/name[/type/name]...
 * </pre>
 */
public final class ArmId implements Comparable<ArmId> {

    private final String text;
    private final String key;
    private final List<String> segments;
    private final int provider;

    private ArmId(List<String> segments) {
        this.segments = List.copyOf(segments);
        this.text = "/" + String.join("/", segments);
        this.key = text.toLowerCase(Locale.ROOT);
        this.provider = providerAt(segments);
    }

    /**
     * Reads an id.
     *
     * @throws IllegalArgumentException if the text has none of the three shapes above
     */
    public static ArmId parse(String text) {
        var segments = new ArrayList<String>();
        for (var segment : text.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        if (!text.startsWith("/")
                || segments.size() < 2
                || segments.size() % 2 != 0
                || !segments.get(0).equalsIgnoreCase("subscriptions")) {
            throw new IllegalArgumentException("'" + text + "' is not a resource id");
        }
        segments.set(0, "subscriptions");
        if (segments.size() > 2 && segments.get(2).equalsIgnoreCase("resourceGroups")) {
            segments.set(2, "resourceGroups");
        }
        int provider = providerAt(segments);
        if (provider < 0
                ? segments.size() > 2
                        && !(segments.size() == 4 && segments.get(2).equals("resourceGroups"))
                : segments.size() < provider + 4) {
            throw new IllegalArgumentException("'" + text + "' is not a resource id");
        }
        if (provider >= 0) {
            segments.set(provider, "providers");
        }
        return new ArmId(segments);
    }

    /** Reads an id; empty if the text has none of the three shapes above. */
    public static Optional<ArmId> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** {@code /subscriptions/SUBSCRIPTION/resourceGroups/GROUP}. */
    public static ArmId group(String subscription, String group) {
        return new ArmId(List.of("subscriptions", subscription, "resourceGroups", group));
    }

    /**
     * In this group or subscription, the resource of a top-level type such as {@code
     * Microsoft.Network/virtualNetworks}.
     */
    public ArmId resource(ResourceType type, String name) {
        if (provider >= 0) {
            throw new IllegalStateException(this + " is no scope");
        }
        var longer = new ArrayList<>(segments);
        longer.addAll(List.of("providers", type.namespace(), type.path(), name));
        return new ArmId(longer);
    }

    /** Below this resource, the child {@code type/name}. */
    public ArmId child(String type, String name) {
        var longer = new ArrayList<>(segments);
        longer.add(type);
        longer.add(name);
        return new ArmId(longer);
    }

    /** The resource or scope above; empty for a subscription. */
    public Optional<ArmId> parent() {
        if (segments.size() == 2) {
            return Optional.empty();
        }
        boolean topLevel = provider >= 0 && segments.size() == provider + 4;
        return Optional.of(
                new ArmId(segments.subList(0, topLevel ? provider : segments.size() - 2)));
    }

    /** The top-level resource that this one is, or is below; a scope is its own. */
    public ArmId root() {
        return provider < 0 || segments.size() == provider + 4
                ? this
                : new ArmId(segments.subList(0, provider + 4));
    }

    /** The last name. */
    public String name() {
        return segments.getLast();
    }

    /** The name of the resource above, for instance of the virtual network of a subnet. */
    public String parentName() {
        return parent().orElseThrow().name();
    }

    public String subscription() {
        return segments.get(1);
    }

    /** The name of the resource group; empty at subscription scope. */
    public Optional<String> resourceGroup() {
        return segments.size() > 3 && segments.get(2).equals("resourceGroups")
                ? Optional.of(segments.get(3))
                : Optional.empty();
    }

    /** The id of the resource group; empty at subscription scope. */
    public Optional<ArmId> groupId() {
        return resourceGroup().map(group -> group(subscription(), group));
    }

    /**
     * {@code Microsoft.Network/virtualNetworks/subnets}; a group is a {@link ResourceType#GROUP}.
     */
    public ResourceType type() {
        if (provider < 0) {
            return segments.size() == 4
                    ? ResourceType.GROUP
                    : new ResourceType("Microsoft.Resources/subscriptions");
        }
        var type = new StringBuilder(segments.get(provider + 1));
        for (int i = provider + 2; i < segments.size(); i += 2) {
            type.append('/').append(segments.get(i));
        }
        return new ResourceType(type.toString());
    }

    /** Names from the top-level resource down: {@code [vnet1, default]} for a subnet. */
    public List<String> names() {
        var names = new ArrayList<String>();
        for (int i = provider < 0 ? 1 : provider + 3; i < segments.size(); i += 2) {
            names.add(segments.get(i));
        }
        return List.copyOf(names);
    }

    /** Whether {@code other} is below this id. */
    public boolean isAbove(ArmId other) {
        return other.key.startsWith(key + "/");
    }

    /**
     * The text in lower case: equal for equal ids, and a prefix (with a slash) of the keys of
     * everything below.
     */
    public String key() {
        return key;
    }

    @Override
    public int compareTo(ArmId other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArmId that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The id as it was written, canonical in its fixed words. */
    @Override
    public String toString() {
        return text;
    }

    private static int providerAt(List<String> segments) {
        for (int i = 2; i < segments.size(); i += 2) {
            if (segments.get(i).equalsIgnoreCase("providers")) {
                return i;
            }
        }
        return -1;
    }
}
