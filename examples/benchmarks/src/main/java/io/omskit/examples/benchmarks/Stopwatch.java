package io.omskit.examples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Wall time and processor time of this JVM, all threads together, since it was started. */
final class Stopwatch {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long wall = System.nanoTime();
    private final long cpu = SYSTEM.getProcessCpuTime();

    /** The cost of one of so many items. */
    Cost per(int items) {
        return new Cost((System.nanoTime() - wall) / 1e3 / items, (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / items);
    }

    /** The processor time that the calling thread has had. */
    static long threadNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /**
     * What one item cost.
     *
     * @param wallMicros time that passed
     * @param cpuMicros processor time of this JVM
     */
    record Cost(double wallMicros, double cpuMicros) {}
}
