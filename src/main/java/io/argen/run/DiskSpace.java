package io.argen.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says no before hours of work end on a full disk. */
public final class DiskSpace {
  private static final double GIGABYTE = 1e9;

  private DiskSpace() {}

  /** Bytes free to us where {@code folder} is or will be. */
  public static long freeBytes(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return there == null ? Long.MAX_VALUE : Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Refuses to start when less is free than will be needed.
   *
   * @throws ArgenException with both figures
   */
  public static void require(Path folder, long neededBytes) {
    long free = freeBytes(folder);
    if (free < neededBytes) {
      throw new ArgenException(
          String.format(
              Locale.ROOT,
              "%s: needs about %.2f GB, only %.2f GB are free; free space, choose another --out, or"
                  + " lower --limit",
              folder,
              neededBytes / GIGABYTE,
              free / GIGABYTE));
    }
  }
}
