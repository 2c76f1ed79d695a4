package io.argen.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import picocli.CommandLine.Option;

/** Options of verbs that work through many items. */
final class BatchOptions {
  private static final int MOST_JOBS = 1024;

  /** A clip's opening at 1280 px, its source at 2048 px, and what a renderer keeps of it. */
  private static final long HEAP_BYTES_A_JOB = 160L << 20;

  private static final long NATIVE_BYTES_A_JOB = 128L << 20;

  @Accepts(min = 0, max = MOST_JOBS)
  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Items worked on at once; 0 is one a processor, fewer where memory is short. Default:"
              + " ${DEFAULT-VALUE}.")
  int jobs;

  @Option(
      names = "--strict",
      description = "Exit with 1, not 3, when items were skipped or fell short.")
  boolean strict;

  /** Threads to use. */
  int threads() {
    Runtime machine = Runtime.getRuntime();
    return jobs > 0
        ? jobs
        : fitting(machine.availableProcessors(), machine.maxMemory(), memoryBytes());
  }

  /**
   * One item a processor, as far as memory reaches: each needs room in the Java heap for frames,
   * and outside of it for nets and codecs.
   *
   * @param memoryBytes of the machine or container; 0 if unknown
   */
  static int fitting(int processors, long heapBytes, long memoryBytes) {
    long inHeap = heapBytes / HEAP_BYTES_A_JOB;
    long outside = memoryBytes == 0 ? processors : (memoryBytes - heapBytes) / NATIVE_BYTES_A_JOB;
    return (int) Math.max(1, Math.min(processors, Math.min(inHeap, outside)));
  }

  private static long memoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
