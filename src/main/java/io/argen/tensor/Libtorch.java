package io.argen.tensor;

import java.io.IOException;
import java.net.URL;
import org.bytedeco.javacpp.Loader;

/** The native library, on a machine that has another version of it. */
final class Libtorch {
  private Libtorch() {}

  /**
   * Unpacks what {@code libtorch.so} needs. JavaCPP loads each library as soon as it is unpacked:
   * on the first run the system's {@code libtorch_cpu.so} would take the place of the one that is
   * not there yet, and the process would crash.
   */
  static void unpack() {
    for (String build : new String[] {"", "-gpu"}) {
      URL needed =
          Libtorch.class.getResource(
              "/org/bytedeco/pytorch/" + Loader.getPlatform() + build + "/libtorch_cpu.so");
      try {
        if (needed != null) {
          Loader.cacheResource(needed);
        }
      } catch (IOException e) {
        return; // JavaCPP tries again, and says what is wrong.
      }
    }
  }
}
