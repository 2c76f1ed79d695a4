package io.argen.evaluate;

import java.lang.management.ManagementFactory;

/** The time this process has computed, which a busy machine does not lengthen much. */
final class CpuTime {
  private CpuTime() {}

  /** Nanoseconds of all threads up to now; 0 where the system does not tell. */
  static long nanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuTime())
        : 0;
  }
}
