package fairlead.cloud;

import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import java.util.List;

/**
 * A machine that this host should hold.
 *
 * @param serial of its resource
 * @param power whether it should run
 * @param boots rises when it was told to restart
 * @param namespace the network namespace that it lives in
 */
public record MachineWanted(
        int serial,
        Power power,
        int boots,
        String namespace,
        String hostname,
        List<Nic> nics,
        Resolver resolver,
        Guest guest) {

    public MachineWanted {
        nics = List.copyOf(nics);
    }

    public enum Power {
        ON,
        OFF
    }

    /**
     * What its operating system is told at first boot.
     *
     * @param sshKeys public keys of the admin user
     * @param customData cloud-config or a script, decoded; empty if there is none
     */
    public record Guest(String adminUsername, List<String> sshKeys, String customData) {
        public Guest {
            sshKeys = List.copyOf(sshKeys);
        }
    }

    /**
     * Where its programs resolve names, as DHCP would tell it.
     *
     * @param servers in the order of asking
     * @param domain that is searched for short names
     */
    public record Resolver(List<IpAddress> servers, String domain) {
        public Resolver {
            servers = List.copyOf(servers);
        }
    }

    /** One NIC as DHCP would describe it. */
    public record Nic(
            String device,
            MacAddress mac,
            IpAddress address,
            int prefixLength,
            IpAddress gateway) {}

    /** The same machine as one that runs, after it was told so often to restart. */
    public MachineWanted running(int boots) {
        return new MachineWanted(
                serial, Power.ON, boots, namespace, hostname, nics, resolver, guest);
    }

    /** Names the machine and its folder on the host: {@code m17}. */
    public String key() {
        return key(serial);
    }

    public static String key(int serial) {
        return "m" + serial;
    }

    /** Whether a name is a {@link #key}. */
    public static boolean isKey(String name) {
        return name.matches("m[0-9]{1,9}");
    }

    /** The serial that a {@link #key} stands for. */
    public static int serial(String key) {
        return Integer.parseInt(key.substring(1));
    }
}
