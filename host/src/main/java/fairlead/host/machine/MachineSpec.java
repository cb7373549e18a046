package fairlead.host.machine;

import java.util.List;

/**
 * Everything that a machine is made from.
 *
 * @param key names the machine on this host and its folder; letters, digits, dot, dash, underscore
 * @param namespace the network namespace that {@code ip netns} knows by this name; it exists and
 *     holds the devices of {@code nics}
 * @param hostname what the machine calls itself, Azure's {@code computerName}
 * @param nics the first is the primary one and gets the default route and the platform's routes
 * @param resolver where its programs resolve names
 * @param customData the decoded text of {@code osProfile.customData}; empty where there is none
 * @param adminUsername Azure's {@code adminUsername}; gets a home and root's rights
 * @param sshKeys public keys, as lines of {@code authorized_keys}, with which the admin user may
 *     log in
 */
public record MachineSpec(
        String key,
        String namespace,
        String hostname,
        List<Nic> nics,
        Resolver resolver,
        String customData,
        String adminUsername,
        List<String> sshKeys) {

    public MachineSpec {
        requireKey(key);
        requireName(namespace, "[A-Za-z0-9][A-Za-z0-9._-]{0,199}", "namespace");
        requireName(hostname, "[A-Za-z0-9][A-Za-z0-9.-]{0,62}", "hostname");
        requireName(adminUsername, "[A-Za-z_][A-Za-z0-9._-]{0,63}", "admin user name");
        nics = List.copyOf(nics);
        sshKeys = List.copyOf(sshKeys);
    }

    /** A key is also a folder's name. */
    static void requireKey(String key) {
        requireName(key, "[A-Za-z0-9][A-Za-z0-9._-]{0,199}", "key");
    }

    private static void requireName(String text, String form, String what) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException(
                    "'" + text + "' cannot be a machine's " + what + ": it must match " + form);
        }
    }
}
