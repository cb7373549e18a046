package fairlead.bgp.speaker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.Channel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets how far a socket's packets may travel (IP_TTL), for which the JDK has no option on TCP
 * channels. A listener hands its limit on to what it accepts. It needs {@code --add-exports
 * java.base/sun.nio.ch=ALL-UNNAMED}; without it packets have the kernel's own limit, usually 64,
 * which is as good unless the neighbour checks.
 */
final class HopLimit {

    private static final Logger LOG = LoggerFactory.getLogger(HopLimit.class);
    private static final int IPPROTO_IP = 0;
    private static final int IP_TTL = 2;
    private static final Optional<HopLimit> AVAILABLE = find();

    private final MethodHandle descriptorOf;
    private final MethodHandle setsockopt;

    private HopLimit(MethodHandle descriptorOf, MethodHandle setsockopt) {
        this.descriptorOf = descriptorOf;
        this.setsockopt = setsockopt;
    }

    /** Lets packets of {@code channel} travel {@code hops}, 1..255, where that can be said. */
    static void set(Channel channel, int hops) throws IOException {
        if (AVAILABLE.isPresent()) {
            AVAILABLE.get().call(channel, hops);
        }
    }

    private void call(Channel channel, int hops) throws IOException {
        try (var arena = Arena.ofConfined()) {
            int descriptor = (int) descriptorOf.invokeExact(channel);
            var value = arena.allocateFrom(JAVA_INT, hops);
            int result = (int) setsockopt.invokeExact(descriptor, IPPROTO_IP, IP_TTL, value, 4);
            if (result != 0) {
                throw new IOException("the kernel refused IP_TTL " + hops);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("IP_TTL could not be set", e);
        }
    }

    private static Optional<HopLimit> find() {
        try {
            var descriptorOf =
                    MethodHandles.lookup()
                            .findVirtual(
                                    Class.forName("sun.nio.ch.SelChImpl"),
                                    "getFDVal",
                                    MethodType.methodType(int.class))
                            .asType(MethodType.methodType(int.class, Channel.class));
            var linker = Linker.nativeLinker();
            var setsockopt =
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("setsockopt"),
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
            return Optional.of(new HopLimit(descriptorOf, setsockopt));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("IP_TTL stays the kernel's: {}", e.toString());
            return Optional.empty();
        }
    }
}
