package fairlead.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Every class of the product, without its tests and tools. */
final class Rooms {

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("/testkit/"))
                    .withImportOption(location -> !location.contains("/bench/"))
                    .importPackages("fairlead");

    /** Rooms that may use sockets, processes, threads, clocks, randomness and files. */
    static final String[] EDGE = {
        "fairlead.metrics..",
        "fairlead.bgp.socket..",
        "fairlead.bgp.speaker..",
        "fairlead.bgp.monitor..",
        "fairlead.bgp.replay..",
        "fairlead.bgpd.control..",
        "fairlead.bgpd.server..",
        "fairlead.bgp.rpki.client..",
        "fairlead.bgp.bfd.link..",
        "fairlead.azure.http..",
        "fairlead.azure.client..",
        "fairlead.azure.platform..",
        "fairlead.host.linux..",
        "fairlead.host.machine..",
        "fairlead.host.capture..",
        "fairlead.host.forward..",
        "fairlead.box..",
        "fairlead.cli..",
    };

    private Rooms() {}

    static JavaClasses all() {
        return ALL;
    }
}
