package io.argen.cli;

import com.sun.management.OperatingSystemMXBean;
import io.argen.run.CacheFiles;
import io.argen.run.DiskSpace;
import io.argen.run.InputException;
import io.argen.run.OnnxRuntime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.opencv.global.opencv_core;

/** Looks at everything ARGen needs on a machine. */
final class Checkup {
  private static final int OLDEST_JAVA = 17;
  private static final long ENOUGH_HEAP_BYTES = 1_000_000_000L;
  private static final long ENOUGH_DISK_BYTES = 2_000_000_000L;
  private static final double GIGABYTE = 1e9;
  private static final int TOOL_SECONDS = 20;

  private final Places places;

  Checkup(Places places) {
    this.places = places;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(java());
    checks.add(tool("maven", "mvn", "to build again after a change"));
    checks.add(tool("node", "node", "to fetch the models"));
    checks.add(tool("npm", "npm", "to fetch the models"));
    checks.addAll(new ModelCheckup(places).checks());
    checks.add(library("ffmpeg", Checkup::ffmpeg));
    checks.add(library("opencv", Checkup::opencv));
    checks.add(library("onnxruntime", () -> OnnxRuntime.environment().getVersion()));
    checks.add(memory());
    checks.add(disk("disk (cache)", places.cache()));
    checks.add(sharedCache());
    checks.add(disk("disk (working folder)", Path.of("")));
    checks.add(
        Check.ok("processors", Integer.toString(Runtime.getRuntime().availableProcessors())));
    checks.add(fileNames());
    return checks;
  }

  private static Check java() {
    String found = Runtime.version() + " (" + System.getProperty("java.vm.name") + ")";
    return Runtime.version().feature() >= OLDEST_JAVA
        ? Check.ok("java", found)
        : Check.missing("java", found, "install a JDK " + OLDEST_JAVA + " or newer");
  }

  /** A program that is only needed to build or fetch: running without it is fine. */
  private static Check tool(String name, String program, String use) {
    try {
      Process process =
          new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
        // Maven colours its first line even into a pipe.
        String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
        return Check.ok(name, plain.lines().findFirst().orElse("there"));
      }
    } catch (IOException notThere) {
      return Check.warning(name, "not found", "install " + name + ": it is needed " + use);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Check.warning(name, "does not start", "install " + name + ": it is needed " + use);
  }

  private static Check library(String name, Supplier<String> version) {
    try {
      return Check.ok(name, version.get());
    } catch (RuntimeException | LinkageError e) {
      return Check.missing(
          name,
          "cannot be loaded: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "see that this system is Linux x86-64 or arm64, macOS arm64 or Windows x86-64, that"
              + " ~/.javacpp can be written, and that the disk is not full");
    }
  }

  /** Its version text comes without an end, so it is put together from numbers. */
  private static String opencv() {
    return opencv_core.getVersionMajor()
        + "."
        + opencv_core.getVersionMinor()
        + "."
        + opencv_core.getVersionRevision();
  }

  private static String ffmpeg() {
    String version = avutil.av_version_info().getString();
    if (avcodec.avcodec_find_encoder_by_name("libopenh264") == null) {
      throw new IllegalStateException("no encoder libopenh264 in ffmpeg " + version);
    }
    return version + " with libopenh264";
  }

  private static Check memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String machine =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? String.format(
                Locale.ROOT, "%.1f GB in the machine, ", system.getTotalMemorySize() / GIGABYTE)
            : "";
    String found = String.format(Locale.ROOT, "%s%.1f GB of Java heap", machine, heap / GIGABYTE);
    return heap >= ENOUGH_HEAP_BYTES
        ? Check.ok("memory", found)
        : Check.warning("memory", found, "give more, for instance ARGEN_HEAP=1536m");
  }

  private Check sharedCache() {
    String name = "measured clips";
    Path folder = SharedCache.folder(places);
    try {
      double held = CacheFiles.of(folder).bytes() / GIGABYTE;
      long most = SharedCache.mostBytes();
      String place = folder + (held > 0 ? " (argen doctor --clear-cache empties it)" : "");
      return most == 0
          ? Check.ok(name, String.format(Locale.ROOT, "kept: no; %.2f GB in %s", held, place))
          : Check.ok(
              name,
              String.format(
                  Locale.ROOT,
                  "%.2f of at most %.1f GB, for you alone, in %s; %s=off keeps none",
                  held,
                  most / GIGABYTE,
                  place,
                  SharedCache.VARIABLE));
    } catch (IOException e) {
      return Check.warning(name, folder + " cannot be read", "delete it: it is only a cache");
    } catch (InputException e) {
      return Check.warning(
          name, String.valueOf(e.getMessage()), "unset it for " + SharedCache.DEFAULT_SIZE);
    }
  }

  private static Check disk(String name, Path folder) {
    Optional<Path> blocked = blocked(folder);
    if (blocked.isPresent()) {
      return Check.missing(
          name, blocked.get() + " cannot be written", "change its permissions, or XDG_CACHE_HOME");
    }
    long free = DiskSpace.freeBytes(folder);
    String found = String.format(Locale.ROOT, "%.1f GB free", free / GIGABYTE);
    return free >= ENOUGH_DISK_BYTES
        ? Check.ok(name, found)
        : Check.warning(name, found, "free some space: 2 GB are enough for the demo");
  }

  /** The nearest existing folder if it cannot be written. */
  private static Optional<Path> blocked(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return Optional.ofNullable(there).filter(path -> !Files.isWritable(path));
  }

  private static Check fileNames() {
    String name = System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
    return name.equalsIgnoreCase("UTF-8")
        ? Check.ok("file names", name)
        : Check.warning("file names", name, "set LC_ALL=C.UTF-8: others than ASCII may not open");
  }
}
