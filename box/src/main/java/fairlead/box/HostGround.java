package fairlead.box;

import fairlead.azure.platform.PlatformSockets;
import fairlead.bgp.speaker.SocketOpener;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgp.speaker.SpeakerEvent;
import fairlead.cloud.VnetDecision.SpeakerPlace;
import fairlead.host.desired.Blueprint;
import fairlead.host.linux.Counters;
import fairlead.host.linux.Fabric;
import fairlead.host.linux.Guest;
import fairlead.host.linux.KernelRefused;
import fairlead.host.linux.NamespaceSockets;
import fairlead.host.linux.Passes;
import fairlead.host.linux.Watch;
import fairlead.host.linux.WhoAmI;
import fairlead.host.machine.Layers;
import fairlead.host.machine.MachineEvent;
import fairlead.host.machine.Machines;
import fairlead.host.machine.PackageException;
import fairlead.host.machine.Shared;
import fairlead.host.machine.ToolsLayer;
import fairlead.host.machine.TrustStore;
import fairlead.net.Prefix;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The host under a cloud: its tools, its fabric, its Internet, and sockets in its namespaces. */
final class HostGround
        implements HostEdge.Ground, SpeakerEdge.Makers, PlatformEdge.Places, AutoCloseable {

    private final DaemonOptions options;
    private final Path authority;
    private final Consumer<String> phase;
    private final Passes passes;
    private final NamespaceSockets sockets;
    private volatile Optional<Fabric> fabric = Optional.empty();
    private volatile Optional<WhoAmI> internet = Optional.empty();

    /**
     * @param authority the file with the certificate of the cloud's authority, which machines trust
     */
    HostGround(DaemonOptions options, Path authority, Consumer<String> phase, Passes passes)
            throws IOException {
        this.options = options;
        this.authority = authority;
        this.passes = passes;
        this.phase = phase;
        this.sockets = new NamespaceSockets();
    }

    @Override
    public Fabric fabric() throws HostRefusedException, InterruptedException {
        phase.accept("fetching the programs that this host lacks");
        try {
            new ToolsLayer(new Layers(options.cache(), phase)).install();
            TrustStore.layOut(trust(), Files.readString(authority));
            phase.accept("opening the fabric");
            var opened = Fabric.open(Blueprint.STANDARD, passes);
            fabric = Optional.of(opened);
            Watch.removeLeftovers(Blueprint.STANDARD);
            return opened;
        } catch (IOException | PackageException | KernelRefused refused) {
            throw new HostRefusedException(String.valueOf(refused.getMessage()), refused);
        }
    }

    /** The fabric, once it is open. */
    Optional<Fabric> opened() {
        return fabric;
    }

    /** Servers on the Internet answer from now on; the fabric is there. */
    @Override
    public void internet() throws HostRefusedException {
        internet.ifPresent(WhoAmI::close);
        try {
            internet = Optional.of(WhoAmI.start(sockets, Blueprint.STANDARD.internet()));
        } catch (IOException refused) {
            throw new HostRefusedException(
                    "the servers on the Internet cannot listen: " + refused.getMessage(), refused);
        }
    }

    /** Sends probes through this host's networks. */
    Prober prober() {
        return new Prober(Blueprint.STANDARD, sockets, new SecureRandom());
    }

    /** Machines that trust the cloud's authority, and have its az where this host has one. */
    Machines machines(Consumer<MachineEvent> events) {
        return new Machines(
                options.state(),
                options.cache(),
                List.of(
                        new Shared(trust(), TrustStore.IN_MACHINES),
                        new Shared(options.azRoot(), Shared.AZ_ROOT),
                        new Shared(options.az(), Shared.AZ),
                        new Shared(options.inRoot(), Shared.IN_ROOT)),
                events);
    }

    private Path trust() {
        return options.state().resolve("trust");
    }

    /** Packets by the serial of their NIC; nothing before the fabric is open. */
    Map<Integer, Counters> counters() {
        return fabric.map(Fabric::counters).orElse(Map.of());
    }

    @Override
    public void guest(SpeakerPlace place) throws HostRefusedException {
        try {
            new Guest(
                            place.namespace(),
                            place.nic().device(),
                            place.nic().address(),
                            new Prefix(place.nic().address(), place.nic().prefixLength()))
                    .configure();
        } catch (KernelRefused refused) {
            throw new HostRefusedException(
                    place.speaker().name() + " gets no address: " + refused.getMessage(), refused);
        }
    }

    @Override
    public Speaker speaker(
            SpeakerPlace place, SpeakerConfig config, Consumer<SpeakerEvent> events) {
        return new Speaker(config, new InNamespace(place.namespace()), events);
    }

    @Override
    public Object place(int vnet) throws IOException {
        var namespace = Path.of("/run/netns", Blueprint.STANDARD.platform(vnet));
        return Files.getAttribute(namespace, "unix:ino");
    }

    @Override
    public PlatformSockets sockets(int vnet) {
        var namespace = Blueprint.STANDARD.platform(vnet);
        return new PlatformSockets() {
            @Override
            public DatagramChannel datagram() throws IOException {
                return sockets.datagram(namespace);
            }

            @Override
            public ServerSocketChannel listener() throws IOException {
                return sockets.listener(namespace);
            }
        };
    }

    @Override
    public void close() {
        internet.ifPresent(WhoAmI::close);
        fabric.ifPresent(Fabric::close);
    }

    private final class InNamespace implements SocketOpener {

        private final String namespace;

        InNamespace(String namespace) {
            this.namespace = namespace;
        }

        @Override
        public ServerSocketChannel listener(StandardProtocolFamily family) throws IOException {
            onlyIpv4(family);
            return sockets.listener(namespace);
        }

        @Override
        public SocketChannel dialler(StandardProtocolFamily family) throws IOException {
            onlyIpv4(family);
            return sockets.stream(namespace);
        }

        @Override
        public DatagramChannel datagram(ProtocolFamily family) throws IOException {
            onlyIpv4(family);
            return sockets.datagram(namespace);
        }

        private static void onlyIpv4(ProtocolFamily family) throws IOException {
            if (family != StandardProtocolFamily.INET) {
                throw new IOException("Route Servers speak over IPv4 only");
            }
        }
    }
}
