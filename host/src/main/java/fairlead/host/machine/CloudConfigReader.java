package fairlead.host.machine;

import static fairlead.host.machine.YamlValues.list;
import static fairlead.host.machine.YamlValues.map;
import static fairlead.host.machine.YamlValues.optional;
import static fairlead.host.machine.YamlValues.text;
import static fairlead.host.machine.YamlValues.texts;
import static fairlead.host.machine.YamlValues.truth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * From the YAML of a cloud-config to {@linkplain Step steps} in cloud-init's order: bootcmd,
 * write_files, hostname, users (stage init); packages, write_files with {@code defer}, runcmd
 * (stage final). Nothing is done here. See cloud-init's module reference for each key.
 */
final class CloudConfigReader {

    /** Keys that ask for nothing here: layers are always fresh, and there is nothing to reboot. */
    private static final Set<String> NEEDLESS =
            Set.of(
                    "package_update",
                    "package_upgrade",
                    "package_reboot_if_required",
                    "apt_update",
                    "apt_upgrade",
                    "preserve_hostname",
                    "final_message",
                    "disable_root",
                    "ssh_pwauth");

    private static final Set<String> READ =
            Set.of(
                    "bootcmd",
                    "write_files",
                    "hostname",
                    "fqdn",
                    "users",
                    "ssh_authorized_keys",
                    "packages",
                    "runcmd");

    private final List<String> notes = new ArrayList<>();

    /** Whatever the text is: brackets without end, and lists that hold themselves, end here too. */
    CloudConfig read(String text) throws CloudConfigException {
        try {
            return steps(text);
        } catch (StackOverflowError endless) {
            throw new CloudConfigException("the cloud-config is nested without end");
        }
    }

    private CloudConfig steps(String text) throws CloudConfigException {
        var document = document(text);
        var steps = new ArrayList<Step>();
        var boot = commands(document, "bootcmd");
        if (!boot.isEmpty()) {
            steps.add(new Step.BootCommands(boot));
        }
        var deferred = new ArrayList<Step>();
        files(document, steps, deferred);
        for (var key : List.of("hostname", "fqdn")) {
            var name = document.get(key);
            if (name != null && steps.stream().noneMatch(Step.Hostname.class::isInstance)) {
                steps.add(new Step.Hostname(hostname(key, name)));
            }
        }
        users(document, steps);
        var keys = texts(document, "ssh_authorized_keys");
        if (!keys.isEmpty()) {
            steps.add(new Step.AuthorizedKeys(keys));
        }
        var packages = packages(document);
        if (!packages.isEmpty()) {
            steps.add(new Step.Packages(packages));
        }
        steps.addAll(deferred);
        var run = commands(document, "runcmd");
        if (!run.isEmpty()) {
            steps.add(new Step.RunCommands(run));
        }
        document.keySet().stream()
                .filter(key -> !READ.contains(key) && !NEEDLESS.contains(key))
                .forEach(key -> notes.add("cloud-config key '" + key + "' is ignored"));
        return new CloudConfig(steps, notes);
    }

    private static Map<String, @Nullable Object> document(String text) throws CloudConfigException {
        Object loaded;
        try {
            loaded =
                    new Load(LoadSettings.builder().setLabel("cloud-config").build())
                            .loadFromString(text);
        } catch (MarkedYamlEngineException bad) {
            var where =
                    bad.getProblemMark()
                            .map(at ->
                                    "line "
                                            + (at.getLine() + 1)
                                            + ", column "
                                            + (at.getColumn() + 1)
                                            + ": ")
                            .orElse("");
            throw new CloudConfigException("not YAML: " + where + bad.getProblem());
        } catch (YamlEngineException bad) {
            throw new CloudConfigException("not YAML: " + bad.getMessage());
        }
        return loaded == null ? Map.of() : map("cloud-config", loaded);
    }

    private static List<String> commands(Map<String, @Nullable Object> document, String key)
            throws CloudConfigException {
        var lines = new ArrayList<String>();
        for (var item : list(document, key)) {
            lines.add(item instanceof List<?> words ? RunScript.quoted(words) : text(key, item));
        }
        return lines;
    }

    private static void files(
            Map<String, @Nullable Object> document, List<Step> now, List<Step> deferred)
            throws CloudConfigException {
        int index = 0;
        for (var item : list(document, "write_files")) {
            var what = "write_files[" + index + "]";
            var entry = map(what, item);
            var path = text(what + ".path", entry.get("path"));
            if (!path.startsWith("/")) {
                throw new CloudConfigException(what + ".path '" + path + "' is not absolute");
            }
            var content = entry.get("content");
            var file =
                    new Step.WriteFile(
                            index,
                            path,
                            decoded(
                                    what,
                                    content == null ? "" : text(what, content),
                                    optional(entry, "encoding", "")),
                            permissions(what, optional(entry, "permissions", "0644")),
                            optional(entry, "owner", "root:root"),
                            truth(entry, "append"));
            (truth(entry, "defer") ? deferred : now).add(file);
            index++;
        }
    }

    private static String decoded(String what, String content, String encoding)
            throws CloudConfigException {
        try {
            return switch (encoding) {
                case "", "text/plain" ->
                        new String(
                                content.getBytes(StandardCharsets.UTF_8),
                                StandardCharsets.ISO_8859_1);
                case "b64", "base64" -> latin(base64(content));
                case "gz+b64", "gz+base64", "gzip+b64", "gzip+base64" ->
                        latin(
                                new GZIPInputStream(new ByteArrayInputStream(base64(content)))
                                        .readAllBytes());
                default ->
                        throw new CloudConfigException(
                                what + ".encoding '" + encoding + "' is not text, b64 or gz+b64");
            };
        } catch (IllegalArgumentException | IOException bad) {
            throw new CloudConfigException(
                    what + ".content is not " + encoding + ": " + bad.getMessage());
        }
    }

    private static byte[] base64(String content) {
        return Base64.getMimeDecoder().decode(content);
    }

    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** Octal digits; our YAML leaves {@code 0644} a text, with quotes or without. */
    private static String permissions(String what, String text) throws CloudConfigException {
        var digits = text.replaceFirst("^0o", "");
        if (!digits.matches("[0-7]{1,5}")) {
            throw new CloudConfigException(what + ".permissions '" + text + "' is not octal");
        }
        return digits;
    }

    private void users(Map<String, @Nullable Object> document, List<Step> steps)
            throws CloudConfigException {
        for (var item : list(document, "users")) {
            if (item instanceof String name) {
                if (!name.equals("default")) {
                    steps.add(new Step.User(userName(name), "/bin/bash", List.of()));
                }
                continue;
            }
            var entry = map("users", item);
            var name = userName(text("users.name", entry.get("name")));
            steps.add(
                    new Step.User(
                            name,
                            optional(entry, "shell", "/bin/bash"),
                            texts(entry, "ssh_authorized_keys")));
            var other = new LinkedHashMap<>(entry);
            Set.of("name", "shell", "ssh_authorized_keys", "sudo", "groups", "lock_passwd")
                    .forEach(other::remove);
            other.keySet()
                    .forEach(key -> notes.add("users: '" + key + "' of " + name + " is ignored"));
        }
    }

    private static String userName(String name) throws CloudConfigException {
        if (!name.matches("[A-Za-z_][A-Za-z0-9._-]{0,63}")) {
            throw new CloudConfigException("users: '" + name + "' is not a user name");
        }
        return name;
    }

    private static String hostname(String key, Object value) throws CloudConfigException {
        var name = text(key, value);
        var first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        if (!first.matches("[A-Za-z0-9][A-Za-z0-9-]{0,62}")) {
            throw new CloudConfigException(key + " '" + name + "' is not a host name");
        }
        return first;
    }

    /** Entries are names, [name, version] pairs, or {apt: [...]}. */
    private List<String> packages(Map<String, @Nullable Object> document)
            throws CloudConfigException {
        var names = new ArrayList<String>();
        for (var item : list(document, "packages")) {
            if (item instanceof Map<?, ?>) {
                var managers = map("packages", item);
                names.addAll(packages(renamed(managers, "apt")));
                managers.keySet().stream()
                        .filter(manager -> !manager.equals("apt"))
                        .forEach(manager -> notes.add("packages of '" + manager + "' are ignored"));
            } else if (item instanceof List<?> pair && pair.size() == 2) {
                names.add(
                        packageName(text("packages", pair.get(0)))
                                + "="
                                + text("packages", pair.get(1)));
            } else {
                names.add(packageName(text("packages", item)));
            }
        }
        return names;
    }

    private static Map<String, @Nullable Object> renamed(
            Map<String, @Nullable Object> managers, String manager) {
        var packages = new LinkedHashMap<String, @Nullable Object>();
        packages.put("packages", managers.get(manager));
        return packages;
    }

    /** What apt would take for an option must not reach it. */
    private static String packageName(String name) throws CloudConfigException {
        if (!name.matches("[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?([=/][A-Za-z0-9.+~:-]+)?")) {
            throw new CloudConfigException("packages: '" + name + "' is not a package name");
        }
        return name;
    }
}
