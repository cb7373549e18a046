package fairlead.metrics.process;

import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process uses, under the names that Prometheus' own clients use. */
public final class ProcessNumbers {

    private ProcessNumbers() {}

    /** Writes memory, garbage collections, threads and processor time as they are now. */
    public static void write(Exposition text) {
        var runtime = Runtime.getRuntime();
        text.family("jvm_memory_used_bytes", Kind.GAUGE, "Memory of the virtual machine in use.");
        text.sample(
                "jvm_memory_used_bytes",
                runtime.totalMemory() - runtime.freeMemory(),
                "area",
                "heap");
        text.sample(
                "jvm_memory_used_bytes",
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(),
                "area",
                "nonheap");
        text.family("jvm_memory_max_bytes", Kind.GAUGE, "How far the heap may grow.");
        text.sample("jvm_memory_max_bytes", runtime.maxMemory(), "area", "heap");
        text.family("jvm_gc_collections_total", Kind.COUNTER, "Garbage collections.");
        var collectors = ManagementFactory.getGarbageCollectorMXBeans();
        collectors.forEach(gc ->
                text.sample(
                        "jvm_gc_collections_total", gc.getCollectionCount(), "gc", gc.getName()));
        text.family("jvm_gc_seconds_total", Kind.COUNTER, "Time spent in garbage collections.");
        collectors.forEach(gc ->
                text.sample(
                        "jvm_gc_seconds_total",
                        gc.getCollectionTime() / 1000.0,
                        "gc",
                        gc.getName()));
        text.single(
                "jvm_threads_current",
                Kind.GAUGE,
                "Platform threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        var self = ProcessHandle.current();
        self.info()
                .totalCpuDuration()
                .ifPresent(used ->
                        text.single(
                                "process_cpu_seconds_total",
                                Kind.COUNTER,
                                "Processor time, user and system.",
                                used.toMillis() / 1000.0));
        long resident = residentBytes();
        if (resident > 0) {
            text.single(
                    "process_resident_memory_bytes",
                    Kind.GAUGE,
                    "Resident memory of the process.",
                    resident);
        }
    }

    /** 0 where the kernel does not tell. */
    private static long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException hidden) {
            return 0;
        }
    }
}
